package io.quorate.core.leader;

import io.quorate.core.ClusterTime;
import io.quorate.core.config.AwaitedCommit;
import io.quorate.core.config.Candidate;
import io.quorate.core.config.CandidateDropped;
import io.quorate.core.config.CandidateEdited;
import io.quorate.core.config.CandidateId;
import io.quorate.core.config.CandidateName;
import io.quorate.core.config.ConfigChanged;
import io.quorate.core.config.ConfigCommand;
import io.quorate.core.config.ConfigConfirmed;
import io.quorate.core.config.ConfigEvent;
import io.quorate.core.config.HistoryDropped;
import io.quorate.core.config.SpaceId;
import io.quorate.core.config.SyncOrdered;
import io.quorate.core.registry.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a leader does for configurations when a time has come: undoes commits that nobody confirmed,
 * and drops candidates that nobody uses. What fails is tried again when it is looked at next.
 */
final class ConfigWork implements ConfigEvent.Cases<@Nullable Void> {
  /** Proposals under way at once: each may be an entry of its own. */
  private static final int MOST_UNDER_WAY = 16;

  private final SortedMap<SpaceId, Later> awaited = new TreeMap<>();
  private final SortedMap<CandidateId, Later> candidates = new TreeMap<>();
  private final SortedMap<ProposalId, ConfigCommand> underWay = new TreeMap<>();

  /** What is proposed, and when. */
  private record Later(ConfigCommand command, ClusterTime at) {}

  /** What the registry holds when the term begins. */
  void begin(KnownCluster known) {
    for (AwaitedCommit commit : known.times().awaited()) {
      await(new ConfigCommand.Expire(commit.space(), commit.revision()), commit.until());
    }
    known.times().candidates().forEach(this::keep);
  }

  private void await(ConfigCommand.Expire expire, ClusterTime until) {
    awaited.put(expire.space(), new Later(expire, until));
  }

  private void keep(Candidate candidate) {
    Later drop = new Later(new ConfigCommand.DropUnused(candidate.id()), candidate.until());
    candidates.put(candidate.id(), drop);
  }

  void happened(Event event) {
    if (event instanceof Event.Configured configured) {
      configured.what().dispatch(this);
    } else if (event instanceof Event.GroupDeleted deleted) {
      awaited.remove(new SpaceId(deleted.group())); // it had no candidates
    }
  }

  /** Nothing is committed before a commit that waits is settled: so whatever comes settles it. */
  @Override
  public @Nullable Void changed(ConfigChanged event) {
    awaited.remove(event.space());
    ClusterTime until = event.until();
    if (until != null) {
      await(new ConfigCommand.Expire(event.space(), event.revision()), until);
    }
    String candidate = event.why().origin().candidate();
    if (!candidate.isEmpty()) {
      candidates.remove(new CandidateId(event.space(), new CandidateName(candidate)));
    }
    return null;
  }

  @Override
  public @Nullable Void confirmed(ConfigConfirmed event) {
    awaited.remove(event.space());
    return null;
  }

  @Override
  public @Nullable Void candidateEdited(CandidateEdited event) {
    keep(event.candidate());
    return null;
  }

  @Override
  public @Nullable Void candidateDropped(CandidateDropped event) {
    candidates.remove(event.id());
    return null;
  }

  /** That is the business of {@link SweepWork}. */
  @Override
  public @Nullable Void historyDropped(HistoryDropped event) {
    return null;
  }

  @Override
  public @Nullable Void syncOrdered(SyncOrdered event) {
    return null;
  }

  /** The commands to propose now: what is undone comes before what is only tidied. */
  List<ConfigCommand> due(ClusterTime now) {
    List<ConfigCommand> due = new ArrayList<>();
    List<Later> all = new ArrayList<>(awaited.values());
    all.addAll(candidates.values());
    for (Later later : all) {
      if (underWay.size() + due.size() >= MOST_UNDER_WAY) {
        break;
      }
      if (now.reached(later.at()) && !underWay.containsValue(later.command())) {
        due.add(later.command());
      }
    }
    return due;
  }

  void proposed(ProposalId id, ConfigCommand command) {
    underWay.put(id, command);
  }

  void ended(ProposalId id) {
    underWay.remove(id);
  }
}
