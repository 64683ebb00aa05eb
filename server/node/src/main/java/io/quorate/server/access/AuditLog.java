package io.quorate.server.access;

import io.grpc.Status;
import io.quorate.replica.SaidLately;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The record of every call that changed something or showed a secret, and of every one that was
 * refused for who its caller is: one line each, on the node that took the call, never with a value.
 */
public final class AuditLog {
  private static final Logger LOG = LoggerFactory.getLogger("audit");

  private final AtomicLong denied = new AtomicLong();
  private final SaidLately said = new SaidLately();

  /** What a line says of a call. */
  record Call(String who, String from, String method) {}

  void done(Call call, Status outcome) {
    if (outcome.isOk()) {
      LOG.info("{} from {}: {}: done", call.who(), call.from(), call.method());
    } else {
      LOG.info(
          "{} from {}: {}: {} ({})",
          call.who(),
          call.from(),
          call.method(),
          outcome.getCode(),
          firstLine(outcome.getDescription()));
    }
  }

  void denied(Call call, String why) {
    denied.incrementAndGet();
    LOG.warn("{} from {}: {}: denied: {}", call.who(), call.from(), call.method(), why);
  }

  /** Somebody was refused before a call could begin, and will try again at once. */
  public void turnedAway(String why) {
    denied.incrementAndGet();
    if (!said.before(why, System.nanoTime())) {
      LOG.warn("{}", why);
    }
  }

  /** How many were refused for who they are, or are not. */
  public long denials() {
    return denied.get();
  }

  private static String firstLine(@Nullable String text) {
    return text == null ? "no reason given" : text.lines().findFirst().orElse("");
  }
}
