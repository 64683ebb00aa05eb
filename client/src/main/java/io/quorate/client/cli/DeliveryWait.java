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

/**
 * Waits until a revision of a configuration is in the files of the members that are online, or
 * until all that is missing is held for a reason that does not end by itself.
 */
final class DeliveryWait {
  /** A node that says nothing for so long is asked anew. */
  private static final Duration SILENCE = Duration.ofSeconds(3);

  private final Console console;
  private final CliClock clock;
  private final QuorateClient client;
  private final String group;
  private final long revision;
  private List<String> pending = List.of("no node has answered yet");
  private boolean coming = true;

  DeliveryWait(QuorateCommand root, QuorateClient client, String group, long revision) {
    this.console = root.console();
    this.clock = root.surroundings().clock();
    this.client = client;
    this.group = group;
    this.revision = revision;
  }

  /**
   * Waits at most so long; says what is not there yet, and ends with 1, when it takes longer or
   * does not come.
   */
  int within(Duration limit) throws RefusedException, InterruptedException {
    long began = clock.nanos();
    GetStatusRequest request = GetStatusRequest.newBuilder().setGroup(group).build();
    try (StatusWatch watch = client.watchStatus(request)) {
      while (true) {
        Duration left = limit.minusNanos(clock.nanos() - began);
        if (left.isNegative() || left.isZero()) {
          return missed(" within " + Words.duration(limit));
        }
        Optional<Status> status = watch.next(left.compareTo(SILENCE) < 0 ? left : SILENCE);
        if (status.isPresent() && arrived(status.get())) {
          console.note(Tone.GOOD, "revision " + revision + " is delivered");
          return ExitCode.DONE;
        }
        if (!coming) {
          return missed(" while it is held; see: quorate config why " + group);
        }
      }
    }
  }

  private int missed(String when) {
    console.error("revision " + revision + " is committed, but not delivered" + when);
    pending.forEach(console::error);
    return ExitCode.FAILED;
  }

  private boolean arrived(Status status) {
    List<String> missing = new ArrayList<>();
    boolean stays = true;
    for (GroupStatus each : status.getGroupsList()) {
      for (MemberStatus member : each.getMembersList()) {
        List<DeliveryStatus> lacking = lacking(member);
        lacking.forEach(delivery -> missing.add(missing(member, delivery)));
        stays &= lacking.isEmpty() || stays(each, member, lacking);
      }
    }
    pending = missing;
    coming = !stays;
    return missing.isEmpty();
  }

  private List<DeliveryStatus> lacking(MemberStatus member) {
    return member.getState() == NodeState.NODE_OFFLINE
        ? List.of()
        : member.getDeliveriesList().stream().filter(delivery -> !arrived(delivery)).toList();
  }

  /** Whether they are held and the leader warns of a reason: what a member says may be over. */
  private static boolean stays(
      GroupStatus group, MemberStatus member, List<DeliveryStatus> lacking) {
    return lacking.stream().allMatch(one -> one.getState() == DeliveryStatus.State.HELD)
        && member.getSyncBlockedBecauseList().stream().anyMatch(group.getWarningsList()::contains);
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
