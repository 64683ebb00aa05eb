package io.quorate.client.cli;

import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.client.RefusedException;
import io.quorate.v1.GetHistoryRequest;
import io.quorate.v1.GetStatusRequest;
import io.quorate.v1.GroupStatus;
import io.quorate.v1.HistoryEntry;
import io.quorate.v1.Operation;
import io.quorate.v1.Phase;
import io.quorate.v1.Status;
import io.quorate.v1.SwitchoverResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Follows a switchover to its end: prints its steps as they happen, and says how it went. */
final class SwitchoverFollowing {

  private static final Duration PERIOD = Duration.ofMillis(250);
  private static final Duration DEFAULT_LIMIT = Duration.ofMinutes(2);

  /** To undo a change whose time is over, and to find a new leader meanwhile. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  private static final int STEPS = 100;

  private final QuorateClient client;
  private final String group;
  private final SwitchoverResponse begun;
  private final Console console;
  private final CliClock clock;
  private final Duration limit;

  SwitchoverFollowing(
      QuorateCommand root, QuorateClient client, String group, SwitchoverResponse begun) {
    this.client = client;
    this.group = group;
    this.begun = begun;
    this.console = root.console();
    this.clock = root.surroundings().clock();
    this.limit = limit(begun.getOperation(), root.timeout()).plus(GRACE);
  }

  /** How far a switchover is. */
  enum Progress {
    UNDER_WAY,
    DONE,
    UNDONE
  }

  /** What a confirmed status of the group says about the switchover. Pure. */
  static Progress judge(GroupStatus group, SwitchoverResponse begun) {
    boolean over = !group.hasOperation() && group.getPhase() == Phase.ACTIVE;
    if (!over) {
      return Progress.UNDER_WAY;
    }
    boolean moved = Long.compareUnsigned(group.getEpoch(), begun.getEpoch()) > 0;
    return moved && group.getHolder().equals(begun.getOperation().getTo())
        ? Progress.DONE
        : Progress.UNDONE;
  }

  /**
   * Runs until the end of the switchover, or the end of its time.
   *
   * @param seen sequence of the newest entry of the history before it began
   * @return the exit code
   */
  int run(long seen) throws InterruptedException, RefusedException {
    long begin = clock.nanos();
    long newest = seen;
    Optional<QuorateException> silence = Optional.empty();
    while (elapsed(begin).compareTo(limit) < 0) {
      try {
        Status status = client.status(GetStatusRequest.newBuilder().setGroup(group).build());
        newest = printSteps(newest);
        silence = Optional.empty();
        Optional<GroupStatus> known = confirmed(status);
        if (known.isPresent() && judge(known.get(), begun) != Progress.UNDER_WAY) {
          return finish(known.get(), elapsed(begin));
        }
      } catch (RefusedException refused) {
        throw refused;
      } catch (QuorateException noAnswer) {
        if (silence.isEmpty()) {
          console.note(Tone.WARN, "  ... no quorum answers at the moment, still waiting");
        }
        silence = Optional.of(noAnswer);
      }
      clock.pause(PERIOD);
    }
    console.error("not over after " + Words.duration(limit) + "; look at: quorate status " + group);
    return silence.isPresent() ? CallErrors.print(silence.get(), console.err()) : ExitCode.FAILED;
  }

  private int finish(GroupStatus now, Duration took) {
    String where =
        group
            + " is active on "
            + now.getHolder()
            + ", epoch "
            + Long.toUnsignedString(now.getEpoch());
    if (judge(now, begun) == Progress.DONE) {
      console.note(Tone.GOOD, "done: " + where + ", after " + Words.duration(took));
      return ExitCode.DONE;
    }
    console.error("the switchover was undone: " + where + "; why: quorate history " + group);
    return ExitCode.FAILED;
  }

  private long printSteps(long seen) throws QuorateException {
    GetHistoryRequest request =
        GetHistoryRequest.newBuilder().setGroup(group).setLimit(STEPS).build();
    List<HistoryEntry> steps = new ArrayList<>();
    for (HistoryEntry entry : client.history(request).getEntriesList()) {
      if (Long.compareUnsigned(entry.getSequence(), seen) > 0) {
        steps.add(entry);
      }
    }
    Collections.reverse(steps);
    steps.forEach(step -> console.note(Tone.PLAIN, line(step)));
    return steps.isEmpty() ? seen : steps.get(steps.size() - 1).getSequence();
  }

  private static String line(HistoryEntry step) {
    StringBuilder line = new StringBuilder(Words.exactTime(step.getAt()));
    line.append("  ").append(step.getEvent());
    if (!step.getNode().isEmpty()) {
      line.append(' ').append(step.getNode());
    }
    if (step.getEpoch() != 0) {
      line.append(", epoch ").append(Long.toUnsignedString(step.getEpoch()));
    }
    if (step.hasTook()) {
      line.append(", took ").append(Words.duration(step.getTook()));
    }
    if (!step.getCause().isEmpty()) {
      line.append(": ").append(step.getCause());
    }
    return "  " + Words.oneLine(line.toString());
  }

  private Optional<GroupStatus> confirmed(Status status) {
    return status.getSource() == Status.Source.QUORUM
        ? status.getGroupsList().stream().filter(known -> known.getName().equals(group)).findFirst()
        : Optional.empty();
  }

  private Duration elapsed(long begin) {
    return Duration.ofNanos(clock.nanos() - begin);
  }

  private static Duration limit(Operation operation, Optional<Duration> asked) {
    if (!operation.hasStarted() || !operation.hasDeadline()) {
      return asked.orElse(DEFAULT_LIMIT);
    }
    long millis =
        Durations.toMillis(Timestamps.between(operation.getStarted(), operation.getDeadline()));
    return Duration.ofMillis(Math.max(0, millis));
  }
}
