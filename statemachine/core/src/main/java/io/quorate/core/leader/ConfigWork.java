package io.quorate.core.leader;

import io.quorate.core.ClusterTime;
import io.quorate.core.config.AwaitedCommit;
import io.quorate.core.config.ConfigChanged;
import io.quorate.core.config.ConfigCommand;
import io.quorate.core.config.ConfigEvent;
import io.quorate.core.config.SpaceId;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a leader does for configurations when a time has come: undoes commits that nobody confirmed.
 * What fails is tried again when it is looked at next.
 */
final class ConfigWork {
  /** Proposals under way at once: each may be an entry of its own. */
  private static final int MOST_UNDER_WAY = 16;

  private final SortedMap<SpaceId, Awaited> awaited = new TreeMap<>();
  private final SortedMap<ProposalId, SpaceId> underWay = new TreeMap<>();

  /** A commit that waits for its confirmation, and until when. */
  private record Awaited(ConfigCommand.Expire expire, ClusterTime until) {}

  /** What the registry holds when the term begins. */
  void begin(KnownCluster known) {
    for (AwaitedCommit commit : known.awaited()) {
      await(new ConfigCommand.Expire(commit.space(), commit.revision()), commit.until());
    }
  }

  private void await(ConfigCommand.Expire expire, ClusterTime until) {
    awaited.put(expire.space(), new Awaited(expire, until));
  }

  void happened(Event event) {
    if (event instanceof Event.Configured configured) {
      happened(configured.what());
    } else if (event instanceof Event.GroupDeleted deleted) {
      awaited.remove(new SpaceId(deleted.group()));
    }
  }

  /**
   * Nothing else is committed before a commit that waits is settled: so whatever comes settles it.
   */
  private void happened(ConfigEvent event) {
    if (event instanceof ConfigChanged changed) {
      ClusterTime until = changed.until();
      if (until != null) {
        await(new ConfigCommand.Expire(changed.space(), changed.revision()), until);
        return;
      }
    }
    awaited.remove(event.space());
  }

  /** The commands to propose now. */
  List<Due> due(ClusterTime now) {
    List<Due> due = new ArrayList<>();
    for (var one : awaited.entrySet()) {
      if (underWay.size() + due.size() >= MOST_UNDER_WAY) {
        break;
      }
      if (now.reached(one.getValue().until()) && !underWay.containsValue(one.getKey())) {
        due.add(new Due(one.getKey(), new Command.Configure(one.getValue().expire())));
      }
    }
    return due;
  }

  /**
   * Something to propose.
   *
   * @param space about which
   * @param command what
   */
  record Due(SpaceId space, Command command) {}

  void proposed(ProposalId id, Due due) {
    underWay.put(id, due.space());
  }

  void ended(ProposalId id) {
    underWay.remove(id);
  }
}
