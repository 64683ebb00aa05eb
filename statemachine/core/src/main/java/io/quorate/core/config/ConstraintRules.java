package io.quorate.core.config;

import io.quorate.core.NodeId;
import io.quorate.core.Reason;
import io.quorate.core.declaration.Findings;
import io.quorate.core.declaration.ValueConstraint;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What must hold between the values of members. */
final class ConstraintRules {
  private static final int SHOWN = 40;

  private final List<ValueConstraint> constraints;
  private final SpaceOwner owner;
  private final Refusals refusals;

  ConstraintRules(SpaceOwner owner, Refusals refusals) {
    this.constraints = owner.declared().configuration().constraints();
    this.owner = owner;
    this.refusals = refusals;
  }

  /** Says each thing that does not hold at paths that edits change. */
  void checkEdits(ConfigView view, Collection<ConfigEdit> edits) {
    if (!constraints.isEmpty()) {
      List<String> paths =
          edits.stream().map(edit -> edit.place().path().value()).sorted().distinct().toList();
      check(paths, new AfterEdits(view, edits));
    }
  }

  /** Says each thing that does not hold at the paths. */
  void check(Collection<String> paths, AfterEdits after) {
    for (String path : paths) {
      for (ValueConstraint constraint : constraints) {
        if (constraint.has(path)) {
          check(constraint.rule(), path, after);
        }
      }
    }
  }

  /** What a member sees at a path, with the place where it stands. */
  private record Seen(NodeId member, ConfigPlace place, ConfigValue value) {
    boolean like(Seen other) {
      return value.sameContent(other.value);
    }

    @Override
    public String toString() {
      String whose = place.scope().node() == null ? " (for all)" : "";
      return member + " has " + shown(value) + whose;
    }

    private static String shown(ConfigValue value) {
      if (!value.isText()) {
        return value.toString();
      }
      String text = Findings.shown(new String(value.bytes(), StandardCharsets.UTF_8));
      return "'" + (text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text) + "'";
    }
  }

  private void check(ValueConstraint.Rule rule, String path, AfterEdits after) {
    List<Seen> seen = new ArrayList<>();
    List<NodeId> without = new ArrayList<>();
    for (NodeId member : owner.members()) {
      Seen one = seen(member, path, after);
      if (one == null) {
        without.add(member);
      } else {
        seen.add(one);
      }
    }
    switch (rule) {
      case EQUAL -> equal(path, seen);
      case DISTINCT -> distinct(path, seen);
      case SAME_NAME -> sameName(path, seen, without);
    }
  }

  private static @Nullable Seen seen(NodeId member, String path, AfterEdits after) {
    ConfigPlace own = new ConfigPlace(new ConfigScope(member), new ConfigPath(path));
    ConfigValue value = after.value(own);
    if (value != null) {
      return new Seen(member, own, value);
    }
    ConfigPlace common = new ConfigPlace(ConfigScope.ALL, own.path());
    ConfigValue beneath = after.value(common);
    return beneath == null ? null : new Seen(member, common, beneath);
  }

  private void equal(String path, List<Seen> seen) {
    for (int i = 1; i < seen.size(); i++) {
      if (!seen.get(0).like(seen.get(i))) {
        violated(
            path,
            "members must have the same: " + seen.get(0) + ", " + seen.get(i),
            "give all members one value in the same commit");
      }
    }
  }

  private void distinct(String path, List<Seen> seen) {
    for (int i = 0; i < seen.size(); i++) {
      for (int j = i + 1; j < seen.size(); j++) {
        if (seen.get(i).like(seen.get(j))) {
          violated(
              path,
              "no two members may have the same: " + seen.get(i) + ", " + seen.get(j),
              "give each member a value of its own");
        }
      }
    }
  }

  private void sameName(String path, List<Seen> seen, List<NodeId> without) {
    if (!seen.isEmpty() && !without.isEmpty()) {
      violated(
          path,
          "all members must have a value, or none: " + seen.get(0) + ", none for " + without,
          "set it for all of them in one commit, by a candidate");
    }
  }

  private void violated(String path, String message, String remedy) {
    refusals.add(Reason.CONSTRAINT_VIOLATED, message, remedy, path);
  }
}
