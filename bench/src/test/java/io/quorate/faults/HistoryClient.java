package io.quorate.faults;

import io.quorate.client.ClientSettings;
import io.quorate.client.NodeAddress;
import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.client.RefusedException;
import io.quorate.client.UnknownOutcomeException;
import io.quorate.client.error.CallRefusal;
import io.quorate.linear.GroupAsk;
import io.quorate.linear.GroupState.Automation;
import io.quorate.linear.GroupTold;
import io.quorate.linear.Operation;
import io.quorate.linear.Outcome;
import io.quorate.v1.ApplyGroupRequest;
import io.quorate.v1.ApplyGroupResponse;
import io.quorate.v1.DeleteGroupRequest;
import io.quorate.v1.FailoverPolicy;
import io.quorate.v1.GetGroupRequest;
import io.quorate.v1.GetStatusRequest;
import io.quorate.v1.Group;
import io.quorate.v1.GroupMember;
import io.quorate.v1.GroupSpec;
import io.quorate.v1.PauseRequest;
import io.quorate.v1.ResumeRequest;
import io.quorate.v1.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * A client that asks one thing after the other of groups, and records what it was told. What it was
 * told did surely not happen is not recorded; of what it does not know, it says so.
 */
final class HistoryClient implements AutoCloseable {
  private static final Duration ATTEMPT = Duration.ofSeconds(1);
  private static final Duration CALL = Duration.ofMillis(2_500);
  private static final int MAX_THINK_MILLIS = 40;
  private static final String CONFLICT = "REVISION_CONFLICT";
  private static final String NO_GROUP = "UNKNOWN_GROUP";

  private final String name;
  private final GroupHistories histories;
  private final RandomGenerator random;
  private final QuorateClient client;
  private final Map<String, Long> revisions = new TreeMap<>();

  HistoryClient(
      String name, List<NodeAddress> nodes, GroupHistories histories, RandomGenerator random) {
    this.name = name;
    this.histories = histories;
    this.random = random;
    this.client =
        new QuorateClient(
            new ClientSettings(nodes, ATTEMPT, CALL, name, () -> UUID.randomUUID().toString()));
  }

  /** Asks something, somewhere, and thinks. */
  void askAnything() throws InterruptedException {
    List<String> groups = histories.groups();
    String group = groups.get(random.nextInt(groups.size()));
    ask(group, anything(revisions.getOrDefault(group, 0L)));
    TimeUnit.MILLISECONDS.sleep(random.nextInt(MAX_THINK_MILLIS));
  }

  private GroupAsk anything(long knownRevision) {
    int choice = random.nextInt(20);
    if (choice < 5) {
      return new GroupAsk.Show();
    }
    if (choice < 7) {
      return new GroupAsk.Status();
    }
    if (choice < 10) {
      return new GroupAsk.Switch(random.nextBoolean() ? Automation.PAUSED : Automation.RUNNING);
    }
    return choice < 13
        ? new GroupAsk.Apply(histories.freshDelayMillis())
        : new GroupAsk.ApplyOn(histories.freshDelayMillis(), knownRevision);
  }

  /**
   * Asks, and records it.
   *
   * @return whether there was an answer
   */
  boolean ask(String group, GroupAsk input) {
    long invoked = System.nanoTime();
    try {
      Optional<GroupTold> told = call(group, input);
      long answered = System.nanoTime();
      told.ifPresent(
          output -> record(group, input, invoked, new Outcome.Answered<>(output, answered)));
      return told.isPresent();
    } catch (UnknownOutcomeException unknown) {
      record(group, input, invoked, new Outcome.Unknown<>());
    } catch (RefusedException refused) {
      long answered = System.nanoTime();
      GroupTold output = told(refused);
      if (output instanceof GroupTold.Conflict) {
        revisions.merge(group, 1L, Long::sum); // a guess; a read will tell
      }
      record(group, input, invoked, new Outcome.Answered<>(output, answered));
      return true;
    } catch (QuorateException nothingHappened) {
      // Nobody was reached, or nobody reached a majority: says so, and is held to it.
    }
    return false;
  }

  /**
   * Asks for a group's deletion, which is no part of its history: that has to be over.
   *
   * @return whether the group is gone, as it will be some time after the first request
   */
  boolean delete(String group) {
    try {
      client.deleteGroup(DeleteGroupRequest.newBuilder().setName(group).build());
    } catch (RefusedException refused) {
      return refused.refusal().hasReason(NO_GROUP);
    } catch (QuorateException again) {
      // Asked once more; whether that was heard shows then.
    }
    return false;
  }

  private void record(String group, GroupAsk input, long invoked, Outcome<GroupTold> outcome) {
    histories.add(group, new Operation<>(name, input, invoked, outcome));
  }

  private static GroupTold told(RefusedException refused) {
    CallRefusal refusal = refused.refusal();
    if (refusal.hasReason(CONFLICT)) {
      return new GroupTold.Conflict();
    }
    if (refusal.hasReason(NO_GROUP)) {
      return new GroupTold.Missing();
    }
    throw new IllegalStateException(
        "refused for no reason that is known here: " + refused, refused);
  }

  private Optional<GroupTold> call(String group, GroupAsk input) throws QuorateException {
    if (input instanceof GroupAsk.Apply apply) {
      return Optional.of(
          apply(group, ApplyGroupRequest.newBuilder().setSpec(spec(group, apply.delayMillis()))));
    }
    if (input instanceof GroupAsk.ApplyOn apply) {
      return Optional.of(
          apply(
              group,
              ApplyGroupRequest.newBuilder()
                  .setSpec(spec(group, apply.delayMillis()))
                  .setBasedOn(apply.basedOn())));
    }
    if (input instanceof GroupAsk.Switch change) {
      return Optional.of(change(group, change.to()));
    }
    return input instanceof GroupAsk.Show ? Optional.of(show(group)) : status(group);
  }

  private GroupTold apply(String group, ApplyGroupRequest.Builder request) throws QuorateException {
    ApplyGroupResponse response = client.applyGroup(request.build());
    revisions.put(group, response.getRevision());
    return new GroupTold.Applied(
        GroupTold.Change.valueOf(response.getResult().name()), response.getRevision());
  }

  private GroupTold change(String group, Automation to) throws QuorateException {
    List<String> changed =
        to == Automation.PAUSED
            ? client.pause(PauseRequest.newBuilder().setGroup(group).build()).getGroupsList()
            : client.resume(ResumeRequest.newBuilder().setGroup(group).build()).getGroupsList();
    return new GroupTold.Switched(
        changed.contains(group) ? GroupTold.Change.CHANGED : GroupTold.Change.UNCHANGED);
  }

  private GroupTold show(String group) throws QuorateException {
    Group found = client.group(GetGroupRequest.newBuilder().setName(group).build());
    revisions.put(group, found.getRevision());
    long delayMillis =
        Duration.ofSeconds(
                found.getSpec().getFailover().getDelay().getSeconds(),
                found.getSpec().getFailover().getDelay().getNanos())
            .toMillis();
    return new GroupTold.Shown((int) delayMillis, found.getRevision());
  }

  /** Empty when no majority confirmed it: such an answer promises nothing. */
  private Optional<GroupTold> status(String group) throws QuorateException {
    Status status = client.status(GetStatusRequest.newBuilder().setGroup(group).build());
    if (status.getSource() != Status.Source.QUORUM) {
      return Optional.empty();
    }
    return Optional.of(
        status.getGroupsList().stream()
            .findFirst()
            .<GroupTold>map(
                found ->
                    new GroupTold.Seen(
                        found.getRevision(),
                        found.getPaused() ? Automation.PAUSED : Automation.RUNNING))
            .orElseGet(GroupTold.Missing::new));
  }

  private static GroupSpec spec(String group, int delayMillis) {
    return GroupSpec.newBuilder()
        .setName(group)
        .addMembers(GroupMember.newBuilder().setNode("a"))
        .addMembers(GroupMember.newBuilder().setNode("b"))
        .setFailover(
            FailoverPolicy.newBuilder()
                .setDelay(
                    com.google.protobuf.Duration.newBuilder()
                        .setSeconds(delayMillis / 1_000)
                        .setNanos(delayMillis % 1_000 * 1_000_000)))
        .build();
  }

  @Override
  public void close() {
    client.close();
  }
}
