package io.quorate.core.config;

import io.quorate.core.ClusterTime;
import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.NodeKind;
import io.quorate.core.Refusal;
import io.quorate.core.Revision;
import io.quorate.core.Term;
import io.quorate.core.declaration.FailoverPolicy;
import io.quorate.core.declaration.GroupConfiguration;
import io.quorate.core.declaration.GroupMember;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.declaration.TimingProfile;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.Decision;
import io.quorate.core.registry.EntryContext;
import io.quorate.core.registry.FeatureLevels;
import io.quorate.core.registry.NodeRecord;
import io.quorate.core.registry.Registry;
import io.quorate.core.registry.Request;
import io.quorate.core.store.InMemoryStore;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A registry with one group of members a and b, whose configuration is written and read. */
public final class ConfiguredGroup {
  /** The group. */
  public static final GroupId GROUP = new GroupId("web");

  /** Its configuration. */
  public static final SpaceId SPACE = new SpaceId(GROUP);

  /** A member. */
  public static final NodeId A = new NodeId("a");

  /** The other member. */
  public static final NodeId B = new NodeId("b");

  private static final Term TERM = new Term(1);

  /** What the registry holds. */
  public final InMemoryStore store = new InMemoryStore();

  private long index;

  /** Of a cluster that is at the first level. */
  public ConfiguredGroup() {
    decide(
        new Command.DefineCluster(
            "c", List.of(new NodeRecord(A, NodeKind.DATA), new NodeRecord(B, NodeKind.DATA))));
    declare(GROUP);
  }

  /** Declares a group of the two members. */
  void declare(GroupId name) {
    decide(new Command.ApplyGroup(spec(name), null));
  }

  private static GroupSpec spec(GroupId name) {
    return new GroupSpec(
        name,
        List.of(new GroupMember(A, List.of()), new GroupMember(B, List.of())),
        TimingProfile.LAN.timing(),
        FailoverPolicy.DEFAULT,
        List.of(),
        List.of());
  }

  /** Whose declaration says what its configuration may be. */
  public ConfiguredGroup declaring(GroupConfiguration configuration) {
    Decision decision = decide(new Command.ApplyGroup(spec(GROUP).with(configuration), null));
    if (decision instanceof Decision.Rejected rejected) {
      throw new AssertionError(rejected.refusals());
    }
    return this;
  }

  /** Of a cluster that is at the level of configurations. */
  public ConfiguredGroup raised() {
    decide(new Command.RaiseFeatureLevel(FeatureLevels.CONFIGURATION));
    return this;
  }

  /** What the registry says to a command, a second after the one before. */
  public Decision decide(Command command) {
    return decide(command, new ClusterTime((index + 1) * 1_000));
  }

  /** What the registry says to a command whose entry is stamped with this time. */
  public Decision decide(Command command, ClusterTime at) {
    index++;
    Request request = new Request(command, "eva", null, TERM);
    return Registry.apply(new EntryContext(TERM, index, at), List.of(request), store).get(0);
  }

  /** The reasons against the command; empty when it was carried out. */
  List<String> refused(ConfigCommand command) {
    return decide(new Command.Configure(command)) instanceof Decision.Rejected rejected
        ? rejected.refusals().stream().map(Refusal::reason).map(Enum::name).toList()
        : List.of();
  }

  /** The revision after the command, which must be accepted. */
  public long done(ConfigCommand command) {
    if (decide(new Command.Configure(command)) instanceof Decision.Accepted accepted) {
      return accepted.answer().revision().value();
    }
    throw new AssertionError(refused(command));
  }

  /** On nothing. */
  public static ConfigCommand write(ConfigEdit... edits) {
    return write(ConfigCommand.Terms.NONE, edits);
  }

  /** On these terms. */
  public static ConfigCommand write(ConfigCommand.Terms terms, ConfigEdit... edits) {
    return new ConfigCommand.Write(SPACE, List.of(edits), terms);
  }

  static ConfigCommand.Terms epoch(long epoch) {
    return new ConfigCommand.Terms(null, new Epoch(epoch), "", null);
  }

  static ConfigCommand rollback(long to) {
    return new ConfigCommand.Rollback(SPACE, new Revision(to), ConfigCommand.Terms.NONE);
  }

  static ConfigPlace at(String path) {
    return new ConfigPlace(ConfigScope.ALL, new ConfigPath(path));
  }

  static ConfigPlace at(NodeId node, String path) {
    return new ConfigPlace(new ConfigScope(node), new ConfigPath(path));
  }

  /** A text for all members. */
  public static ConfigEdit set(String path, String text) {
    return new ConfigEdit(at(path), text(text), null);
  }

  static ConfigEdit set(ConfigPlace place, String text, long expected) {
    return new ConfigEdit(place, text(text), new Revision(expected));
  }

  static ConfigEdit delete(String path) {
    return new ConfigEdit(at(path), null, null);
  }

  static ConfigValue text(String text) {
    return new ConfigValue(text.getBytes(StandardCharsets.UTF_8), ConfigValue.TEXT);
  }

  ConfigView view() {
    return new ConfigView(store, SPACE);
  }

  /** The text at the place; null when there is none. */
  @Nullable String get(ConfigPlace place) {
    ConfigEntry entry = view().get(place);
    return entry == null ? null : new String(entry.value().bytes(), StandardCharsets.UTF_8);
  }

  @Nullable String get(String path) {
    return get(at(path));
  }
}
