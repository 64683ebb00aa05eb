package io.quorate.core.registry;

import io.quorate.core.FeatureLevel;
import io.quorate.core.LevelRange;
import io.quorate.core.NodeId;
import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import io.quorate.core.store.Counter;
import io.quorate.core.store.StoreView;
import io.quorate.core.store.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The cluster's feature level: where it is kept, what it allows, and when it is raised.
 *
 * <p>A new command names the level from which it is allowed, a new table the level from which it is
 * written, and a changed rule asks for the level. Below its level nothing of it happens: what is
 * stored then is, byte for byte, what an older program stores.
 */
public final class FeatureLevels {
  /** From here on groups have a configuration. */
  public static final FeatureLevel CONFIGURATION = Table.CONFIG.since();

  /** From here on groups have runtime entries and counters. */
  public static final FeatureLevel RUNTIME = Table.RUNTIME.since();

  /** From here on a node can be replaced. */
  public static final FeatureLevel MEMBERSHIP = new FeatureLevel(3);

  /** From here on certificates can be revoked. */
  public static final FeatureLevel REVOCATION = Table.REVOCATIONS.since();

  /** What this program can work at. */
  public static final LevelRange SUPPORTED = new LevelRange(FeatureLevel.FIRST, REVOCATION);

  static final Counter LEVEL = new Counter("feature-level");

  private FeatureLevels() {}

  /** The level of the state. */
  public static FeatureLevel of(StoreView store) {
    long stored = LEVEL.read(store);
    return stored == 0 ? FeatureLevel.FIRST : new FeatureLevel(Math.toIntExact(stored));
  }

  /**
   * Why the command is not allowed at the level; empty when it is. To be asked before it is
   * proposed: nodes that do not know it could not even read it.
   */
  public static Optional<Refusal> against(Command command, FeatureLevel level) {
    return against(command.since(), level);
  }

  static Optional<Refusal> against(FeatureLevel needed, FeatureLevel level) {
    return level.reaches(needed)
        ? Optional.empty()
        : Optional.of(
            Refusal.of(
                Reason.LEVEL_TOO_LOW,
                "it needs feature level " + needed + ", and the cluster is at " + level,
                "start the new version on all nodes; the level then rises by itself"));
  }

  /**
   * The command that raises the level: to the highest that every voter says it can work at. Empty
   * when that is not above the present one, or a voter has not said anything.
   *
   * @param reported what each node says, by node
   */
  public static Optional<Command.RaiseFeatureLevel> raise(
      FeatureLevel present, Collection<NodeId> voters, Map<NodeId, LevelRange> reported) {
    List<LevelRange> ranges = new ArrayList<>();
    for (NodeId voter : voters) {
      LevelRange range = reported.get(voter);
      if (range == null) {
        return Optional.empty();
      }
      ranges.add(range);
    }
    return ranges.stream()
        .map(LevelRange::highest)
        .min(Comparator.naturalOrder())
        .filter(next -> !present.reaches(next))
        .filter(next -> ranges.stream().allMatch(range -> range.contains(next)))
        .map(Command.RaiseFeatureLevel::new);
  }
}
