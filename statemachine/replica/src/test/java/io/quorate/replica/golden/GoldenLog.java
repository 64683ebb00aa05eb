package io.quorate.replica.golden;

import io.quorate.core.ClusterTime;
import io.quorate.core.Epoch;
import io.quorate.core.FeatureLevel;
import io.quorate.core.Fingerprint;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.NodeKind;
import io.quorate.core.RequestId;
import io.quorate.core.Revision;
import io.quorate.core.SessionId;
import io.quorate.core.SessionStep;
import io.quorate.core.Term;
import io.quorate.core.config.AwaitedCommit;
import io.quorate.core.config.CandidateId;
import io.quorate.core.config.CandidateName;
import io.quorate.core.config.CandidateView;
import io.quorate.core.config.ConfigCommand;
import io.quorate.core.config.ConfigEdit;
import io.quorate.core.config.ConfigPath;
import io.quorate.core.config.ConfigPlace;
import io.quorate.core.config.ConfigScope;
import io.quorate.core.config.ConfigValue;
import io.quorate.core.config.ConfigView;
import io.quorate.core.config.Omission;
import io.quorate.core.config.SpaceId;
import io.quorate.core.config.SyncOrder;
import io.quorate.core.config.Validated;
import io.quorate.core.declaration.GroupConfiguration;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.membership.Seat;
import io.quorate.core.membership.SeatCommand;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.Facts;
import io.quorate.core.registry.FeatureLevels;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.registry.MemberState;
import io.quorate.core.registry.NodeRecord;
import io.quorate.core.registry.Operation;
import io.quorate.core.registry.Phase;
import io.quorate.core.registry.Registry;
import io.quorate.core.registry.Request;
import io.quorate.core.registry.Sessions;
import io.quorate.core.revocation.CertificateHolder;
import io.quorate.core.revocation.RevocationCommand;
import io.quorate.core.store.StoreView;
import io.quorate.core.store.Table;
import io.quorate.replica.codec.Samples;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Makes up what a cluster is asked: mostly what fits its state, so that every kind of change is
 * made, and also what is refused. The same seed and state give the same requests.
 */
final class GoldenLog {
  private static final List<NodeId> NODES = List.of(new NodeId("a"), new NodeId("b"));
  private static final List<String> GROUPS = List.of("web", "web", "web", "web", "db", "files");
  private static final int MAX_REQUESTS = 6;

  private final FeatureLevel level;
  private final Random random;
  private final GoldenConfigurations configurations;
  private int asked;

  GoldenLog(FeatureLevel level) {
    this.level = level;
    this.random = new Random(level.value());
    this.configurations = new GoldenConfigurations(random);
  }

  /** What the next entry asks for. */
  List<Request> next(StoreView state, Term term) {
    List<Request> requests = new ArrayList<>();
    int count = 1 + random.nextInt(MAX_REQUESTS);
    for (int i = 0; i < count; i++) {
      requests.add(request(command(state), state, term));
    }
    return requests;
  }

  /** What the first entry asks for. */
  static List<Request> first(Term term) {
    return List.of(
        Request.byLeader(
            new Command.DefineCluster(
                "golden",
                List.of(
                    new NodeRecord(NODES.get(0), NodeKind.DATA),
                    new NodeRecord(NODES.get(1), NodeKind.DATA),
                    new NodeRecord(new NodeId("w"), NodeKind.WITNESS))),
            term));
  }

  /** What raises the level, when it is above the first. */
  List<Request> raise(StoreView state, Term term) {
    return FeatureLevels.of(state).reaches(level)
        ? List.of()
        : List.of(Request.byLeader(new Command.RaiseFeatureLevel(level), term));
  }

  private Request request(Command command, StoreView state, Term term) {
    asked++;
    if (command.inSessions() && Sessions.open(state) > 0 && chance(2)) {
      return inSession(command);
    }
    boolean byClient =
        command instanceof Command.ApplyGroup || command instanceof Command.SetAutomation;
    if (!byClient) {
      return Request.byLeader(command, chance(40) ? new Term(term.value() - 1) : term);
    }
    int number = chance(10) ? Math.max(1, asked - 5) : asked;
    return new Request(
        command,
        "größe-" + number % 7,
        new RequestId("r" + number),
        null,
        new Fingerprint(chance(10) ? "" : "f" + number));
  }

  /** Most are new, some come again, or too late, or belong to a session that has ended. */
  private Request inSession(Command command) {
    int sequence = chance(4) ? Math.max(1, asked - 10 * random.nextInt(40)) : asked;
    return new Request(
        command,
        "",
        new SessionStep(new SessionId(1 + random.nextInt(3)), sequence),
        null,
        new Fingerprint(chance(4) ? "s" : "s" + sequence));
  }

  private Command command(StoreView state) {
    GroupId name = new GroupId(one(GROUPS));
    GroupRecord group = state.get(Table.GROUPS, name.value());
    if (group == null) {
      return new Command.ApplyGroup(spec(name, state), chance(2) ? null : Revision.NONE);
    }
    if (FeatureLevels.of(state).reaches(FeatureLevels.MEMBERSHIP) && chance(15)) {
      return new Command.ChangeSeat(seat(state));
    }
    if (FeatureLevels.of(state).reaches(FeatureLevels.REVOCATION) && chance(15)) {
      return new Command.ChangeRevocation(revocation(state));
    }
    if (bare(name, state) && chance(20)) {
      return new Command.DeleteGroup(name, chance(2) ? null : group.revision());
    }
    if (FeatureLevels.of(state).reaches(FeatureLevels.CONFIGURATION) && chance(4)) {
      return new Command.Configure(configuration(group, state));
    }
    if (FeatureLevels.of(state).reaches(FeatureLevels.CONFIGURATION) && chance(6)) {
      return new GoldenSecrets(random).next(name, state);
    }
    if (FeatureLevels.of(state).reaches(FeatureLevels.RUNTIME) && chance(30)) {
      return chance(2)
          ? new Command.OpenSession()
          : new Command.EndSession(new SessionId(1 + random.nextInt(9)));
    }
    if (FeatureLevels.of(state).reaches(FeatureLevels.RUNTIME) && chance(4)) {
      return new GoldenValues(random).next(group);
    }
    if (chance(20)) {
      return unfitting(group, state);
    }
    if (chance(4)) {
      return aside(group, state);
    }
    return ofRole(group);
  }

  /** Places are offered, taken back and claimed; who holds a role keeps its own. */
  private SeatCommand seat(StoreView state) {
    NodeId node = chance(3) ? new NodeId("w") : one(NODES);
    Seat seat = Facts.seats(state).getOrDefault(node, Seat.FIRST);
    return switch (random.nextInt(4)) {
      case 0 -> new SeatCommand.Withdraw(node);
      case 1 -> new SeatCommand.Claim(node, seat.generation().next(), "data " + random.nextInt(3));
      default ->
          new SeatCommand.Offer(
              node, Registry.time(state).plus(Duration.ofMinutes(random.nextInt(30))));
    };
  }

  /** Users and nodes, further and further; some are reinstated, or were not revoked. */
  private RevocationCommand revocation(StoreView state) {
    CertificateHolder holder =
        chance(2)
            ? new CertificateHolder(CertificateHolder.Kind.NODE, one(NODES).value())
            : new CertificateHolder(CertificateHolder.Kind.USER, "user-" + random.nextInt(4));
    return chance(4)
        ? new RevocationCommand.Reinstate(holder)
        : new RevocationCommand.Revoke(
            holder,
            Instant.ofEpochMilli(Registry.time(state).millis())
                .truncatedTo(ChronoUnit.SECONDS)
                .plus(Duration.ofMinutes(random.nextInt(70))),
            chance(2) ? "" : "laptop stolen");
  }

  /** Whether nothing of its configuration keeps it from being deleted. */
  private static boolean bare(GroupId group, StoreView state) {
    SpaceId space = new SpaceId(group);
    return new ConfigView(state, space).head().paths() == 0
        && new CandidateView(state).of(space).isEmpty();
  }

  private GroupSpec spec(GroupId name, StoreView state) {
    GroupSpec sample = Samples.spec();
    boolean scoped = FeatureLevels.of(state).reaches(FeatureLevels.CONFIGURATION) && !chance(3);
    return new GroupSpec(
        name,
        sample.members(),
        sample.timing(),
        sample.failover(),
        chance(2) ? sample.resources() : List.of(),
        chance(2) ? sample.checks() : List.of(),
        scoped ? configurations.next() : GroupConfiguration.FREE,
        scoped ? configurations.deliveries() : List.of(),
        scoped ? configurations.facts() : List.of());
  }

  private Command.ApplyGroup.@Nullable Move move(StoreView state) {
    return FeatureLevels.of(state).reaches(FeatureLevels.CONFIGURATION)
        ? configurations.move()
        : null;
  }

  private Command ofRole(GroupRecord group) {
    GroupId name = group.spec().name();
    Epoch epoch = group.role().epoch();
    NodeId holder = group.role().holder();
    if (holder == null) {
      return new Command.GrantRole(name, epoch, one(NODES), "nobody holds it");
    }
    if (group.role().phase() == Phase.PROMOTING) {
      return chance(4)
          ? release(group, holder, Command.ReleaseRole.Outcome.PROMOTION_FAILED)
          : new Command.ConfirmPromotion(name, epoch, holder);
    }
    if (group.operation() != null) {
      return underWay(group, holder);
    }
    return switch (random.nextInt(3)) {
      case 0 -> new Command.ExpireRole(name, epoch, "silent for too long");
      case 1 -> release(group, holder, Command.ReleaseRole.Outcome.STOPPED);
      default -> started(group);
    };
  }

  private Command underWay(GroupRecord group, NodeId holder) {
    GroupId name = group.spec().name();
    Epoch epoch = group.role().epoch();
    return switch (random.nextInt(3)) {
      case 0 -> new Command.CancelOperation(name, epoch, "too slow");
      case 1 -> release(group, holder, Command.ReleaseRole.Outcome.STOPPED);
      default -> new Command.AdvanceOperation(name, epoch);
    };
  }

  private Command started(GroupRecord group) {
    return new Command.StartOperation(
        group.spec().name(),
        group.role().epoch(),
        one(List.of(Operation.Kind.values())),
        one(NODES),
        new ClusterTime(1_800_000_000_000L),
        "maintenance");
  }

  private static Command release(
      GroupRecord group, NodeId holder, Command.ReleaseRole.Outcome outcome) {
    return new Command.ReleaseRole(
        group.spec().name(), group.role().epoch(), holder, outcome, "because " + outcome);
  }

  /** What people and checks do beside the role. */
  private Command aside(GroupRecord group, StoreView state) {
    GroupId name = group.spec().name();
    GroupRecord.Automation automation = one(List.of(GroupRecord.Automation.values()));
    return switch (random.nextInt(6)) {
      case 0 ->
          new Command.ApplyGroup(
              spec(name, state), chance(2) ? null : group.revision(), move(state));
      case 1 -> new Command.SetAutomation(chance(3) ? null : name, automation, "people");
      case 2 ->
          new Command.ForceRole(name, group.role().epoch(), one(NODES), chance(3) ? "" : "eva");
      case 3 ->
          chance(3)
              ? new Command.DeleteGroup(name, chance(2) ? null : group.revision())
              : new Command.SetAutomation(name, automation, "");
      default ->
          new Command.RecordMember(
              name, one(NODES), one(List.of(MemberState.values())), "seen " + random.nextInt(9));
    };
  }

  /** What the registry refuses. */
  private Command unfitting(GroupRecord group, StoreView state) {
    GroupId name = group.spec().name();
    return switch (random.nextInt(5)) {
      case 0 -> new Command.GrantRole(name, new Epoch(7_777), one(NODES), "");
      case 1 -> new Command.GrantRole(name, group.role().epoch(), new NodeId("w"), "");
      case 2 -> new Command.ConfirmPromotion(new GroupId("nowhere"), Epoch.NONE, one(NODES));
      case 3 -> new Command.ApplyGroup(spec(name, state), new Revision(7_777));
      default -> new Command.RaiseFeatureLevel(FeatureLevel.FIRST);
    };
  }

  /** Writes of every kind, and the way back; some are refused. */
  private ConfigCommand configuration(GroupRecord group, StoreView state) {
    SpaceId space = new SpaceId(group.spec().name());
    Epoch epoch = chance(5) ? group.role().epoch() : null;
    Duration within = chance(6) ? Duration.ofSeconds(10 + random.nextInt(60)) : null;
    ConfigCommand.Terms terms =
        new ConfigCommand.Terms(
            null,
            epoch,
            chance(3) ? "größer" : "",
            within,
            chance(4) ? "panorama" : "",
            chance(6) ? Omission.VALIDATION_COMMAND : null,
            validated(group, state));
    AwaitedCommit awaited = new ConfigView(state, space).awaited();
    if (awaited != null && !chance(4)) {
      return settlement(awaited);
    }
    if (chance(12)) {
      return new ConfigCommand.OrderSync(space, one(List.of(SyncOrder.values())), "prüfung");
    }
    if (chance(8)) {
      return new ConfigCommand.Rollback(space, new Revision(random.nextInt(40)), terms);
    }
    if (chance(4)) {
      return candidate(new CandidateId(space, new CandidateName("c" + random.nextInt(3))), terms);
    }
    return new ConfigCommand.Write(space, edits(), terms);
  }

  private @Nullable Validated validated(GroupRecord group, StoreView state) {
    Revision head = new ConfigView(state, new SpaceId(group.spec().name())).head().revision();
    return chance(3) ? null : new Validated(chance(5) ? Revision.NONE : head, group.revision());
  }

  private ConfigCommand candidate(CandidateId id, ConfigCommand.Terms terms) {
    return switch (random.nextInt(6)) {
      case 0 -> new ConfigCommand.CommitCandidate(id, terms);
      case 1 -> new ConfigCommand.Rebase(id, new Revision(random.nextInt(40)));
      case 2 -> chance(2) ? new ConfigCommand.Discard(id) : new ConfigCommand.DropUnused(id);
      default -> new ConfigCommand.Stage(id, edits());
    };
  }

  private List<ConfigEdit> edits() {
    List<ConfigEdit> edits = new ArrayList<>();
    for (int left = 1 + random.nextInt(4); left > 0; left--) {
      ConfigScope scope = chance(4) ? new ConfigScope(one(NODES)) : ConfigScope.ALL;
      ConfigPath path = new ConfigPath("p" + random.nextInt(3) + (chance(3) ? "" : "/q.json"));
      byte[] bytes = ("{\"v\":" + random.nextInt(5) + "}").getBytes(StandardCharsets.UTF_8);
      edits.add(
          new ConfigEdit(
              new ConfigPlace(scope, path),
              chance(4) ? null : new ConfigValue(bytes, "application/json"),
              chance(6) ? new Revision(random.nextInt(9)) : null));
    }
    return edits;
  }

  private ConfigCommand settlement(AwaitedCommit awaited) {
    return switch (random.nextInt(3)) {
      case 0 -> new ConfigCommand.Confirm(awaited.space(), chance(2) ? null : awaited.revision());
      case 1 -> new ConfigCommand.Cancel(awaited.space(), null, "zurück");
      default -> new ConfigCommand.Expire(awaited.space(), awaited.revision());
    };
  }

  private boolean chance(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
