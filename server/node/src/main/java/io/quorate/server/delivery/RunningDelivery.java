package io.quorate.server.delivery;

import io.quorate.core.ClockReading;
import io.quorate.core.GroupId;
import io.quorate.core.Revision;
import io.quorate.core.declaration.Delivery;
import io.quorate.core.delivery.Delivered;
import io.quorate.core.delivery.Delivering;
import io.quorate.core.delivery.DeliveryReport;
import io.quorate.core.delivery.FileSet;
import io.quorate.core.delivery.SecretNeed;
import io.quorate.server.process.CommandResult;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out one delivery on this node. Confined to one thread, which may wait for the disk. */
final class RunningDelivery {
  private static final Logger LOG = LoggerFactory.getLogger(RunningDelivery.class);
  private static final int SHOWN = 300;

  /** In one turn; more would be steps that undo each other. */
  private static final int MOST_STEPS = 8;

  private final GroupId group;
  private final Delivery delivery;
  private final DeliveryTools tools;
  private final String target;
  private final Delivering delivering;
  private FileSet files = FileSet.EMPTY;
  private FileSet begun = FileSet.EMPTY;
  private Revision revision = Revision.NONE;
  private Revision begunRevision = Revision.NONE;
  private Delivered noted;
  private @Nullable CompletableFuture<CommandResult> reloading;
  private DeliveryReport.State against = DeliveryReport.State.DELIVERED;
  private String detail = "";
  private SecretNeed secrets = SecretNeed.NONE;
  private Revision head = Revision.NONE;

  RunningDelivery(GroupId group, Delivery delivery, DeliveryTools tools) {
    this.group = group;
    this.delivery = delivery;
    this.tools = tools;
    this.target = TargetText.files(delivery.target());
    this.noted = tools.notes().read(group, delivery.name(), target);
    this.delivering =
        new Delivering(
            delivery.name(),
            delivery.reload() == null ? Delivering.Reloading.NONE : Delivering.Reloading.COMMAND,
            noted);
  }

  /** What it is by the declaration. */
  Delivery delivery() {
    return delivery;
  }

  /** The configuration of this revision says that these files are to be there. */
  void wants(FileSet configured, Revision of) {
    against = DeliveryReport.State.DELIVERED;
    FileSet wanted =
        delivery.access().secretMode() == delivery.access().fileMode()
            ? configured.unmarked()
            : configured;
    Delivering.Wanted next = new Delivering.Wanted(of, wanted.digest());
    if (delivering.wants(next) == Delivering.Heed.WANTED) {
      files = wanted;
      revision = of;
    }
  }

  /** The configuration of this revision needs this of secrets. */
  void needs(SecretNeed need, Revision of) {
    secrets = need;
    head = of;
  }

  /** What is configured cannot be delivered. What was delivered stays. */
  void cannot(DeliveryReport.State state, String why) {
    against = state;
    detail = why;
  }

  /** For this reason files are only looked at from now on; for none they are written again. */
  void hold(String reason) {
    if (delivering.hold(reason)) {
      LOG.info("{}: {}", name(), reason.isEmpty() ? "goes on" : "held: " + reason);
    }
  }

  /** Files are looked at now, and what was put off because it failed is tried again. */
  void atOnce() {
    delivering.atOnce();
  }

  /** Goes as far as it can. */
  void turn(ClockReading now) {
    reloadEnded(now);
    for (int step = 0; step < MOST_STEPS; step++) {
      Optional<Delivering.Step> next = delivering.next(now);
      if (next.isEmpty()) {
        break;
      }
      carryOut(next.get(), now);
    }
    Delivered known = delivering.known();
    if (!known.equals(noted)) {
      noted = known;
      tools.notes().write(group, delivery.name(), target, known);
    }
  }

  private void carryOut(Delivering.Step step, ClockReading now) {
    begun = files;
    begunRevision = revision;
    try {
      switch (step) {
        case LOOK -> look(now);
        case WRITE -> write(now);
        case RELOAD -> reload();
      }
    } catch (IOException disk) {
      failed(CannotDeliverException.of(disk), now);
    } catch (CannotDeliverException unfit) {
      failed(unfit, now);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      failed(new CannotDeliverException("the node is stopping"), now);
    } catch (RuntimeException bug) {
      LOG.error("{}: an error in this program", name(), bug);
      failed(new CannotDeliverException("an error in this program: " + bug), now);
    }
  }

  private DeliveryPlace place() throws CannotDeliverException, InterruptedException {
    return delivery.target().dispatch(new Places(tools.owned(delivery.access()))).open();
  }

  private void look(ClockReading now)
      throws IOException, CannotDeliverException, InterruptedException {
    if (delivering.looked(place().read().digest(), now)) {
      String held = delivering.held();
      String then =
          held.isEmpty() ? "it is written again" : "it stays so while it is held: " + held;
      LOG.warn("{}: {} was changed by somebody else; {}", name(), target, then);
    }
  }

  private void write(ClockReading now)
      throws IOException, CannotDeliverException, InterruptedException {
    Instant at = Instant.ofEpochMilli(now.wallMillis());
    String remark =
        place().put(begun, new DeliveryPlace.Told(begunRevision, delivering.known().written(), at));
    delivering.wrote(remark, now);
    LOG.info("{}: revision {} is in {}, {}", name(), begunRevision, target, begun);
    if (!remark.isEmpty()) {
      LOG.warn("{}: {}", name(), remark);
    }
  }

  private void reload() {
    Delivery.Reload command = delivery.reload();
    if (command != null) {
      reloading = tools.reloads().run(group, delivery, command, begunRevision);
    }
  }

  private void reloadEnded(ClockReading now) {
    CompletableFuture<CommandResult> command = reloading;
    if (command == null || !command.isDone()) {
      return;
    }
    reloading = null;
    try {
      CommandResult result = command.join();
      if (result.succeeded()) {
        delivering.reloaded();
        return;
      }
      reloadFailed("the reload command " + result.failure(SHOWN), now);
    } catch (CompletionException | CancellationException notRun) {
      Throwable cause = notRun.getCause() == null ? notRun : notRun.getCause();
      reloadFailed("the reload command was not run: " + cause.getMessage(), now);
    }
  }

  private void reloadFailed(String why, ClockReading now) {
    LOG.warn("{}: {}", name(), why);
    delivering.failed(DeliveryReport.State.RELOAD_FAILS, why, now);
  }

  private void failed(CannotDeliverException why, ClockReading now) {
    LOG.warn("{}: {}", name(), why.getMessage());
    delivering.failed(why.state(), String.valueOf(why.getMessage()), now);
  }

  private String name() {
    return "delivery " + delivery.name() + " of " + group;
  }

  /** Whether its state may change soon without anything new being wanted. */
  boolean busy() {
    DeliveryReport.State state = delivering.report().state();
    return state != DeliveryReport.State.DELIVERED && state != DeliveryReport.State.HELD;
  }

  /** What to tell of it. */
  DeliveryReport report() {
    DeliveryReport report = delivering.report();
    boolean able = against == DeliveryReport.State.DELIVERED;
    return new DeliveryReport(
        report.name(),
        report.revision(),
        able ? report.state() : against,
        able ? report.detail() : detail,
        report.files(),
        secrets.met(delivering.known(), head));
  }
}
