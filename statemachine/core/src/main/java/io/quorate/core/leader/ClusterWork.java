package io.quorate.core.leader;

import io.quorate.core.FeatureLevel;
import io.quorate.core.LevelRange;
import io.quorate.core.NodeId;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.Event;
import io.quorate.core.registry.FeatureLevels;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a leader does for the cluster as a whole: says once which nodes it has, and raises the
 * feature level when every voter can work at a higher one.
 */
final class ClusterWork {
  private final Command.DefineCluster definition;
  private final Map<NodeId, LevelRange> reported = new TreeMap<>();
  private FeatureLevel level = FeatureLevel.FIRST;
  private Founding founding = Founding.UNDEFINED;
  private @Nullable ProposalId underWay;

  /** Whether the registry knows its nodes: it grants nothing before. */
  private enum Founding {
    UNDEFINED,
    DEFINED
  }

  ClusterWork(Command.DefineCluster definition) {
    this.definition = definition;
  }

  /** What the registry holds when the term begins. */
  void begin(KnownCluster known) {
    level = known.level();
    founding = known.nodes().isEmpty() ? Founding.UNDEFINED : Founding.DEFINED;
  }

  void happened(Event event) {
    if (event instanceof Event.ClusterDefined) {
      founding = Founding.DEFINED;
    } else if (event instanceof Event.FeatureLevelRaised raised) {
      level = raised.to();
    }
  }

  /** What a node says it can work at. */
  void reports(NodeId node, LevelRange levels) {
    reported.put(node, levels);
  }

  /** The feature level of the state. */
  FeatureLevel level() {
    return level;
  }

  /** The command to propose now; none while one is under way. */
  Optional<Command> due(Voters voters) {
    if (underWay != null) {
      return Optional.empty();
    }
    if (founding == Founding.UNDEFINED) {
      return Optional.of(definition);
    }
    return FeatureLevels.raise(level, voters.nodes(), reported).map(Command.class::cast);
  }

  void proposed(ProposalId id) {
    underWay = id;
  }

  void ended(ProposalId id) {
    if (id.equals(underWay)) {
      underWay = null;
    }
  }
}
