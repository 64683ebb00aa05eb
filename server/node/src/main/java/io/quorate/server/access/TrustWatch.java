package io.quorate.server.access;

import io.quorate.trust.LiveTrust;
import io.quorate.trust.TrustException;
import io.quorate.v1.Notice;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes up new credentials when their files change, and says when they are about to end. */
public final class TrustWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TrustWatch.class);
  private static final Duration PERIOD = Duration.ofSeconds(10);
  private static final Duration NOTICE = Duration.ofDays(30);
  private static final String RENEW = "renew it: docs/security.md, Renewal";

  private final LiveTrust trust;
  private final InstantSource clock;
  private final Thread watcher;
  private final List<Renewal> renewals = new CopyOnWriteArrayList<>();
  private volatile String unusable = "";

  /** What has to be done when there are new credentials. */
  @FunctionalInterface
  public interface Renewal {
    /** Connects anew, say: what was proven with the old ones will not be believed for ever. */
    void renewed() throws InterruptedException;
  }

  /** Begins to look. */
  public TrustWatch(LiveTrust trust, InstantSource clock) {
    this.trust = trust;
    this.clock = clock;
    this.watcher = new Thread(this::watch, "trust-watch");
    watcher.setDaemon(true);
    watcher.start();
  }

  /** From now on this is done too when there are new credentials, on a thread of its own. */
  public void whenRenewed(Renewal renewal) {
    renewals.add(renewal);
  }

  private void watch() {
    while (true) {
      try {
        look();
        TimeUnit.MILLISECONDS.sleep(PERIOD.toMillis());
      } catch (InterruptedException closing) {
        return;
      }
    }
  }

  private void look() throws InterruptedException {
    try {
      if (trust.refresh()) {
        LOG.info("new credentials are in use, until {}", trust.credentials().end());
        for (Renewal renewal : renewals) {
          renewal.renewed();
        }
      }
      unusable = "";
    } catch (TrustException refused) {
      String why = String.valueOf(refused.getMessage());
      if (!why.equals(unusable)) {
        LOG.warn("new credentials cannot be used, the old ones stay: {}", why);
      }
      unusable = why;
    } catch (RuntimeException failed) {
      LOG.warn("after new credentials: {}", failed.toString()); // looking must go on
    }
  }

  /** What an operator should know. */
  public List<Notice> notices() {
    List<Notice> notices = new ArrayList<>();
    if (!unusable.isEmpty()) {
      notices.add(
          notice("CREDENTIALS_UNUSABLE", "the files cannot be used, older ones are: " + unusable));
    }
    trust
        .ownRevocation()
        .ifPresent(why -> notices.add(notice("CERTIFICATE_REVOKED", "nobody takes it: " + why)));
    Instant end = trust.credentials().end();
    if (clock.instant().isAfter(end)) {
      notices.add(notice("CERTIFICATE_ENDS", "the certificate ended at " + end));
    } else if (clock.instant().isAfter(end.minus(NOTICE))) {
      notices.add(notice("CERTIFICATE_ENDS", "the certificate ends at " + end));
    }
    return notices;
  }

  private static Notice notice(String reason, String message) {
    return Notice.newBuilder().setReason(reason).setMessage(message).setRemedy(RENEW).build();
  }

  @Override
  public void close() {
    watcher.interrupt();
  }
}
