package io.quorate.core.sim;

import io.quorate.core.NodeId;
import io.quorate.core.config.ConfigChanged;
import io.quorate.core.config.ConfigCommand;
import io.quorate.core.config.ConfigEdit;
import io.quorate.core.config.ConfigEntry;
import io.quorate.core.config.ConfigPath;
import io.quorate.core.config.ConfigPlace;
import io.quorate.core.config.ConfigScope;
import io.quorate.core.config.ConfigView;
import io.quorate.core.config.SpaceId;
import io.quorate.core.declaration.GroupMember;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.Event;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.registry.Request;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where the declaration of a group says for whom values are, none stands elsewhere; what must hold
 * between the values of members does where a commit has changed one; and a value that is moved
 * because its condition changed is what each member saw before.
 */
final class ScopesHold implements Invariant {
  /** What each member of a group saw at {@link Scoped#SHIFTING} when its last commit was made. */
  private final Map<SpaceId, Map<NodeId, String>> seen = new HashMap<>();

  private final Map<SpaceId, Boolean> switched = new HashMap<>();

  @Override
  public void happened(World world, Event event, Request request) {
    if (event instanceof Event.GroupDeclared declared) {
      forget(new SpaceId(declared.group()));
      look(world, new SpaceId(declared.group()), event);
    } else if (event instanceof Event.GroupDeleted deleted) {
      forget(new SpaceId(deleted.group()));
    } else if (event instanceof Event.Configured configured
        && configured.what() instanceof ConfigChanged change) {
      committed(world, change, request);
    }
  }

  private void forget(SpaceId space) {
    seen.remove(space);
    switched.remove(space);
  }

  private void committed(World world, ConfigChanged change, Request request) {
    GroupRecord group = world.truth.group(change.space().group());
    if (group == null || !group.spec().configuration().equals(Scoped.RULES)) {
      return;
    }
    Values values = new Values(world, change.space(), group);
    if (onlyTurns(request)) {
      nothingWasLost(world, change, values);
    }
    look(world, change.space(), change);
    Set<String> paths = new HashSet<>();
    for (ConfigEdit edit : change.edits()) {
      paths.add(edit.place().path().value());
    }
    if (!values.constraintsHold(paths)) {
      throw new InvariantBroken(change + " leaves " + values);
    }
  }

  private void look(World world, SpaceId space, Object because) {
    GroupRecord group = world.truth.group(space.group());
    if (group == null || !group.spec().configuration().equals(Scoped.RULES)) {
      return;
    }
    Values values = new Values(world, space, group);
    boolean on = values.switchedOn();
    for (String path : List.of(Scoped.OWN, Scoped.SAME_NAME, Scoped.PUSHED)) {
      if (values.common(path) != null) {
        throw new InvariantBroken(because + ": a value for all at " + path + ": " + values);
      }
    }
    boolean misplaced =
        on ? values.anyOwn(Scoped.SHIFTING) : values.common(Scoped.SHIFTING) != null;
    if (misplaced) {
      throw new InvariantBroken(because + ": switch " + on + ", but " + values);
    }
    seen.put(space, values.views());
    switched.put(space, on);
  }

  private void nothingWasLost(World world, ConfigChanged change, Values values) {
    Boolean before = switched.get(change.space());
    if (before == null || before == values.switchedOn()) {
      return;
    }
    world.count(before ? "values split among members" : "values joined for all");
    Map<NodeId, String> was = seen.getOrDefault(change.space(), Map.of());
    Map<NodeId, String> is = values.views();
    // What is switched on gives all members the value of one.
    boolean kept = before ? is.equals(was) : is.isEmpty() || was.containsValue(only(is));
    if (!kept) {
      throw new InvariantBroken(change + " makes of " + was + ": " + is);
    }
  }

  /** Whether somebody only turned the switch: what stands elsewhere was not meant. */
  private static boolean onlyTurns(Request request) {
    return request.command() instanceof Command.Configure configure
        && configure.change() instanceof ConfigCommand.Write write
        && write.edits().stream()
            .allMatch(edit -> edit.place().path().value().equals(Scoped.SWITCH));
  }

  private static @Nullable String only(Map<NodeId, String> views) {
    Set<String> all = new HashSet<>(views.values());
    return all.size() == 1 ? all.iterator().next() : null;
  }

  /** What stands in the configuration of a group. */
  private static final class Values {
    private final ConfigView view;
    private final List<NodeId> members = new ArrayList<>();

    Values(World world, SpaceId space, GroupRecord group) {
      this.view = new ConfigView(world.truth.store(), space);
      group.spec().members().stream().map(GroupMember::node).forEach(members::add);
    }

    static String text(byte[] bytes) {
      return new String(bytes, StandardCharsets.UTF_8);
    }

    private @Nullable String at(ConfigScope scope, String path) {
      ConfigEntry entry = view.get(new ConfigPlace(scope, new ConfigPath(path)));
      return entry == null ? null : text(entry.value().bytes());
    }

    @Nullable String common(String path) {
      return at(ConfigScope.ALL, path);
    }

    boolean anyOwn(String path) {
      return view.scopes().stream()
          .anyMatch(scope -> scope.node() != null && at(scope, path) != null);
    }

    boolean switchedOn() {
      String value = common(Scoped.SWITCH);
      return value != null && !value.equals("off");
    }

    private Map<NodeId, String> views(String path) {
      Map<NodeId, String> views = new TreeMap<>();
      for (NodeId member : members) {
        String own = at(new ConfigScope(member), path);
        String sees = own == null ? common(path) : own;
        if (sees != null) {
          views.put(member, sees);
        }
      }
      return views;
    }

    Map<NodeId, String> views() {
      return views(Scoped.SHIFTING);
    }

    boolean constraintsHold(Set<String> paths) {
      Map<NodeId, String> distinct = views(Scoped.DISTINCT);
      Map<NodeId, String> equal = views(Scoped.EQUAL);
      Map<NodeId, String> named = views(Scoped.SAME_NAME);
      boolean allDistinct = new HashSet<>(distinct.values()).size() == distinct.size();
      boolean allEqual = new HashSet<>(equal.values()).size() <= 1;
      boolean allOrNone = named.isEmpty() || named.size() == members.size();
      return (allDistinct || !paths.contains(Scoped.DISTINCT))
          && (allEqual || !paths.contains(Scoped.EQUAL))
          && (allOrNone || !paths.contains(Scoped.SAME_NAME));
    }

    @Override
    public String toString() {
      Map<String, Map<NodeId, String>> all = new TreeMap<>();
      for (String path :
          List.of(
              Scoped.SHIFTING,
              Scoped.DISTINCT,
              Scoped.EQUAL,
              Scoped.SAME_NAME,
              Scoped.OWN,
              Scoped.PUSHED)) {
        all.put(path, views(path));
      }
      return all + " of " + members;
    }
  }
}
