package io.quorate.client.cli;

import io.quorate.client.QuorateClient;
import io.quorate.client.RefusedException;
import io.quorate.client.StatusWatch;
import io.quorate.v1.DeliveryStatus;
import io.quorate.v1.GetStatusRequest;
import io.quorate.v1.GroupStatus;
import io.quorate.v1.MemberStatus;
import io.quorate.v1.NodeState;
import io.quorate.v1.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Waits until a revision of a configuration is in the files of the members that are online. */
final class DeliveryWait {
  /** A node that says nothing for so long is asked anew. */
  private static final Duration SILENCE = Duration.ofSeconds(3);

  private final Console console;
  private final CliClock clock;
  private final QuorateClient client;
  private final String group;
  private final long revision;
  private List<String> pending = List.of("no node has answered yet");

  DeliveryWait(QuorateCommand root, QuorateClient client, String group, long revision) {
    this.console = root.console();
    this.clock = root.surroundings().clock();
    this.client = client;
    this.group = group;
    this.revision = revision;
  }

  /** Waits at most so long; says what is not there yet, and ends with 1, when it takes longer. */
  int within(Duration limit) throws RefusedException, InterruptedException {
    long began = clock.nanos();
    GetStatusRequest request = GetStatusRequest.newBuilder().setGroup(group).build();
    try (StatusWatch watch = client.watchStatus(request)) {
      while (true) {
        Duration left = limit.minusNanos(clock.nanos() - began);
        if (left.isNegative() || left.isZero()) {
          return late(limit);
        }
        Optional<Status> status = watch.next(left.compareTo(SILENCE) < 0 ? left : SILENCE);
        if (status.isPresent() && arrived(status.get())) {
          console.note(Tone.GOOD, "revision " + revision + " is delivered");
          return ExitCode.DONE;
        }
      }
    }
  }

  private int late(Duration limit) {
    String time = Words.duration(limit);
    console.error("revision " + revision + " is committed, but not delivered within " + time);
    pending.forEach(console::error);
    return ExitCode.FAILED;
  }

  private boolean arrived(Status status) {
    List<String> missing = new ArrayList<>();
    for (GroupStatus each : status.getGroupsList()) {
      for (MemberStatus member : each.getMembersList()) {
        if (member.getState() != NodeState.NODE_OFFLINE) {
          member.getDeliveriesList().stream()
              .filter(delivery -> !arrived(delivery))
              .forEach(delivery -> missing.add(missing(member, delivery)));
        }
      }
    }
    pending = missing;
    return missing.isEmpty();
  }

  private boolean arrived(DeliveryStatus delivery) {
    return delivery.getState() == DeliveryStatus.State.DELIVERED
        && Long.compareUnsigned(delivery.getRevision(), revision) >= 0;
  }

  private static String missing(MemberStatus member, DeliveryStatus delivery) {
    return delivery.getName()
        + " on "
        + member.getNode()
        + ": "
        + Words.name(delivery.getState(), "")
        + (delivery.getDetail().isEmpty() ? "" : ", " + delivery.getDetail());
  }
}
