package io.quorate.replica.codec;

import io.quorate.core.ClusterTime;
import io.quorate.core.Epoch;
import io.quorate.core.FeatureLevel;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.NodeKind;
import io.quorate.core.Revision;
import io.quorate.core.SessionId;
import io.quorate.core.config.CandidateId;
import io.quorate.core.config.CandidateName;
import io.quorate.core.config.ConfigCommand;
import io.quorate.core.config.ConfigEdit;
import io.quorate.core.config.ConfigPath;
import io.quorate.core.config.ConfigPlace;
import io.quorate.core.config.ConfigScope;
import io.quorate.core.config.ConfigValue;
import io.quorate.core.config.Omission;
import io.quorate.core.config.SpaceId;
import io.quorate.core.config.SyncOrder;
import io.quorate.core.config.Validated;
import io.quorate.core.counter.CounterCommand;
import io.quorate.core.counter.CounterId;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.membership.PeerGeneration;
import io.quorate.core.membership.SeatCommand;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.registry.MemberState;
import io.quorate.core.registry.NodeRecord;
import io.quorate.core.registry.Operation;
import io.quorate.core.revocation.CertificateHolder;
import io.quorate.core.revocation.RevocationCommand;
import io.quorate.core.runtime.Lifetime;
import io.quorate.core.runtime.RuntimeCommand;
import io.quorate.core.runtime.RuntimeEdit;
import io.quorate.core.runtime.RuntimePut;
import io.quorate.core.runtime.RuntimeTouch;
import io.quorate.replica.declaration.EveryField;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One of everything that is stored. */
public final class Samples {
  private static final GroupId GROUP = new GroupId("web");
  private static final NodeId A = new NodeId("a");
  private static final Epoch EPOCH = new Epoch(7);
  private static final CertificateHolder OLGA =
      new CertificateHolder(CertificateHolder.Kind.USER, "olga");

  private Samples() {}

  /** A declaration that uses every part. */
  public static GroupSpec spec() {
    return EveryField.spec();
  }

  private static final SpaceId SPACE = new SpaceId(GROUP);
  private static final CounterId COUNTER = new CounterId(GROUP, new ConfigPath("patver"));
  private static final CandidateId CANDIDATE = new CandidateId(SPACE, new CandidateName("work"));

  private static ConfigPlace place(@Nullable NodeId node, String path) {
    return new ConfigPlace(new ConfigScope(node), new ConfigPath(path));
  }

  private static ConfigValue value(String text) {
    return new ConfigValue(text.getBytes(StandardCharsets.UTF_8), "application/json");
  }

  static List<Command> commands() {
    return Stream.of(ofTheRegistry(), ofValues(), SecretSamples.commands())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Command> ofTheRegistry() {
    return List.of(
        new Command.DefineCluster("prod", List.of(new NodeRecord(A, NodeKind.DATA))),
        new Command.ChangeSeat(new SeatCommand.Offer(A, new ClusterTime(7))),
        new Command.ChangeSeat(new SeatCommand.Withdraw(A)),
        new Command.ChangeSeat(new SeatCommand.Claim(A, new PeerGeneration(2), "its data")),
        new Command.ChangeRevocation(
            new RevocationCommand.Revoke(OLGA, Instant.ofEpochSecond(1_800_000_000), "stolen")),
        new Command.ChangeRevocation(new RevocationCommand.Reinstate(OLGA)),
        new Command.ApplyGroup(spec(), null),
        new Command.ApplyGroup(spec(), Revision.NONE),
        new Command.ApplyGroup(spec(), null, new Command.ApplyGroup.Move(null)),
        new Command.ApplyGroup(spec(), null, new Command.ApplyGroup.Move(A)),
        new Command.DeleteGroup(GROUP, null),
        new Command.DeleteGroup(GROUP, new Revision(3)),
        new Command.SetAutomation(null, GroupRecord.Automation.PAUSED, "upgrade"),
        new Command.SetAutomation(GROUP, GroupRecord.Automation.RUNNING, ""),
        new Command.GrantRole(GROUP, Epoch.NONE, A, "first"),
        new Command.ConfirmPromotion(GROUP, EPOCH, A),
        new Command.ReleaseRole(
            GROUP, EPOCH, A, Command.ReleaseRole.Outcome.PROMOTION_FAILED, "hook"),
        new Command.ExpireRole(GROUP, EPOCH, "silent"),
        new Command.ForceRole(GROUP, EPOCH, A, "eva/pdu 3"),
        new Command.StartOperation(
            GROUP, EPOCH, Operation.Kind.HANDOVER, A, new ClusterTime(5), "stop"),
        new Command.AdvanceOperation(GROUP, EPOCH),
        new Command.CancelOperation(GROUP, EPOCH, "too slow"),
        new Command.RecordMember(GROUP, A, MemberState.OFFLINE, ""),
        new Command.RaiseFeatureLevel(new FeatureLevel(255)));
  }

  private static List<Command> ofValues() {
    return List.of(
        new Command.Configure(
            new ConfigCommand.Write(
                SPACE,
                List.of(
                    new ConfigEdit(place(null, "a/b.json"), value("{}"), Revision.NONE),
                    new ConfigEdit(place(A, "a/b.json"), null, new Revision(7)),
                    new ConfigEdit(place(A, "c"), value(""), null)),
                new ConfigCommand.Terms(new Revision(8), EPOCH, "why", Duration.ofMinutes(5)))),
        new Command.Configure(
            new ConfigCommand.Rollback(SPACE, new Revision(3), ConfigCommand.Terms.NONE)),
        new Command.Configure(new ConfigCommand.Confirm(SPACE, null)),
        new Command.Configure(new ConfigCommand.Confirm(SPACE, new Revision(4))),
        new Command.Configure(new ConfigCommand.Cancel(SPACE, new Revision(4), "too slow")),
        new Command.Configure(new ConfigCommand.Expire(SPACE, new Revision(4))),
        new Command.ChangeRuntime(
            new RuntimeCommand.Write(
                GROUP,
                List.of(
                    put("a", new Lifetime.Unlimited(), Revision.NONE),
                    put("b", new Lifetime.Timed(Duration.ofSeconds(5)), new Revision(3)),
                    put("c", new Lifetime.OfEpoch(), null),
                    new RuntimeEdit(place(A, "d/e"), null, null)),
                EPOCH)),
        new Command.ChangeRuntime(
            new RuntimeCommand.Touch(
                GROUP,
                List.of(
                    new RuntimeTouch(ConfigPlace.forAll(new ConfigPath("a")), null),
                    new RuntimeTouch(place(A, "b"), new Revision(3))),
                null)),
        new Command.Sweep(),
        new Command.Count(new CounterCommand.Next(COUNTER, 10, EPOCH)),
        new Command.Count(new CounterCommand.Observe(COUNTER, 7, null)),
        new Command.Count(new CounterCommand.Raise(COUNTER, 9, 5L, null)),
        new Command.Count(new CounterCommand.Raise(COUNTER, 9, null, null)),
        new Command.OpenSession(),
        new Command.EndSession(new SessionId(3)),
        new Command.Configure(
            new ConfigCommand.Stage(
                CANDIDATE,
                List.of(
                    new ConfigEdit(place(null, "a/b.json"), value("{}"), null),
                    new ConfigEdit(place(A, "c"), null, null)))),
        new Command.Configure(
            new ConfigCommand.CommitCandidate(
                CANDIDATE,
                new ConfigCommand.Terms(
                    new Revision(8),
                    null,
                    "why",
                    null,
                    "panorama",
                    Omission.VALIDATION_COMMAND,
                    new Validated(new Revision(8), new Revision(2), 3)))),
        new Command.Configure(new ConfigCommand.Rebase(CANDIDATE, new Revision(8))),
        new Command.Configure(new ConfigCommand.Discard(CANDIDATE)),
        new Command.Configure(new ConfigCommand.DropUnused(CANDIDATE)),
        new Command.Configure(
            new ConfigCommand.OrderSync(CANDIDATE.space(), SyncOrder.PAUSE, "audit on site")));
  }

  private static RuntimeEdit put(String path, Lifetime lifetime, @Nullable Revision expected) {
    return new RuntimeEdit(
        ConfigPlace.forAll(new ConfigPath(path)), new RuntimePut(value(path), lifetime), expected);
  }
}
