package io.quorate.core.store;

import io.quorate.core.FeatureLevel;
import io.quorate.core.config.AwaitedCommit;
import io.quorate.core.config.Candidate;
import io.quorate.core.config.ConfigCommit;
import io.quorate.core.config.ConfigEntry;
import io.quorate.core.config.ConfigHead;
import io.quorate.core.config.ConfigUndo;
import io.quorate.core.config.StagedEdit;
import io.quorate.core.config.SyncPause;
import io.quorate.core.counter.CounterRecord;
import io.quorate.core.journal.JournalEntry;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.registry.NodeRecord;
import io.quorate.core.registry.RequestRecord;
import io.quorate.core.registry.SessionRecord;
import io.quorate.core.revocation.Revocation;
import io.quorate.core.runtime.RuntimeEntry;
import io.quorate.core.runtime.RuntimeHead;
import io.quorate.core.secret.DataKeyRecord;
import io.quorate.core.secret.Recipient;
import java.util.List;

/**
 * Names one sorted table of the state and the type of its records.
 *
 * @param <V> type of the records
 */
public final class Table<V> {
  /** Groups by name. */
  public static final Table<GroupRecord> GROUPS = new Table<>("groups", GroupRecord.class);

  /** Nodes of the cluster by name. */
  public static final Table<NodeRecord> NODES = new Table<>("nodes", NodeRecord.class);

  /** History by group and number within the group. */
  public static final Table<JournalEntry> JOURNAL = new Table<>("journal", JournalEntry.class);

  /** The newest history of all groups by sequence. */
  public static final Table<JournalEntry> RECENT = new Table<>("recent", JournalEntry.class);

  /** Answers to requests that were carried out, by request id. */
  public static final Table<RequestRecord> REQUESTS = new Table<>("requests", RequestRecord.class);

  /** Request ids by the number of their answer, so that old answers can be dropped in order. */
  public static final Table<String> REQUEST_ORDER = new Table<>("request-order", String.class);

  /** Numbers by name, each a {@link Counter}. */
  public static final Table<Long> COUNTERS = new Table<>("counters", Long.class);

  /** Texts by name: the cluster's name. */
  public static final Table<String> FACTS = new Table<>("facts", String.class);

  private static final FeatureLevel SECOND = new FeatureLevel(2);

  /** Configured values by space, scope and path. */
  public static final Table<ConfigEntry> CONFIG = new Table<>("config", ConfigEntry.class, SECOND);

  /** What each commit replaced, by space, revision, scope and path. */
  public static final Table<ConfigUndo> CONFIG_UNDO =
      new Table<>("config-undo", ConfigUndo.class, SECOND);

  /** The commits by space and revision. */
  public static final Table<ConfigCommit> CONFIG_COMMITS =
      new Table<>("config-commits", ConfigCommit.class, SECOND);

  /** How each space stands. */
  public static final Table<ConfigHead> CONFIG_HEADS =
      new Table<>("config-heads", ConfigHead.class, SECOND);

  /** The commits that wait for their confirmation, by space. */
  public static final Table<AwaitedCommit> CONFIG_AWAITED =
      new Table<>("config-awaited", AwaitedCommit.class, SECOND);

  /** Which spaces are not delivered to members for now, by space. */
  public static final Table<SyncPause> CONFIG_PAUSED =
      new Table<>("config-paused", SyncPause.class, SECOND);

  /** Runtime entries by group, its life, and path. */
  public static final Table<RuntimeEntry> RUNTIME =
      new Table<>("runtime", RuntimeEntry.class, SECOND);

  /** The revisions of those that have a deadline, by that and what {@link #RUNTIME} has them by. */
  public static final Table<Long> RUNTIME_DEADLINES =
      new Table<>("runtime-deadlines", Long.class, SECOND);

  /** The bytes of those that end with an epoch, by what {@link #RUNTIME} has them by. */
  public static final Table<Long> RUNTIME_BOUND = new Table<>("runtime-bound", Long.class, SECOND);

  /** How the runtime entries of each group stand. */
  public static final Table<RuntimeHead> RUNTIME_HEADS =
      new Table<>("runtime-heads", RuntimeHead.class, SECOND);

  /** How many a deleted group had, by group and life, until they are swept. */
  public static final Table<Long> RUNTIME_LEFT = new Table<>("runtime-left", Long.class, SECOND);

  /** Counters of groups by group and name. */
  public static final Table<CounterRecord> GROUP_COUNTERS =
      new Table<>("group-counters", CounterRecord.class, SECOND);

  /** Candidates by space and name. */
  public static final Table<Candidate> CONFIG_CANDIDATES =
      new Table<>("config-candidates", Candidate.class, SECOND);

  /** The edits of candidates by space, name, scope and path. */
  public static final Table<StagedEdit> CONFIG_EDITS =
      new Table<>("config-edits", StagedEdit.class, SECOND);

  /** From which revision on deleted groups have left history, by space, until it is swept. */
  public static final Table<Long> CONFIG_LEFT = new Table<>("config-left", Long.class, SECOND);

  /** Sessions of programs by number. */
  public static final Table<SessionRecord> SESSIONS =
      new Table<>("sessions", SessionRecord.class, SECOND);

  /** Their numbers, by when they were used at the latest and number. */
  public static final Table<Long> SESSIONS_IDLE = new Table<>("sessions-idle", Long.class, SECOND);

  /** Who can open data keys, by name. */
  public static final Table<Recipient> SECRET_RECIPIENTS =
      new Table<>("secret-recipients", Recipient.class, SECOND);

  /** The data keys, sealed, by generation. */
  public static final Table<DataKeyRecord> SECRET_KEYS =
      new Table<>("secret-keys", DataKeyRecord.class, SECOND);

  /** Where sealed values are stored, by generation and the name of the row. */
  public static final Table<Long> SECRET_ROWS = new Table<>("secret-rows", Long.class, SECOND);

  /** Which certificates are not taken any more, by the kind and the name of their holder. */
  public static final Table<Revocation> REVOCATIONS =
      new Table<>("revocations", Revocation.class, new FeatureLevel(4));

  /** All tables, in a fixed order. */
  public static final List<Table<?>> ALL =
      List.of(
          GROUPS,
          NODES,
          JOURNAL,
          RECENT,
          REQUESTS,
          REQUEST_ORDER,
          COUNTERS,
          FACTS,
          CONFIG,
          CONFIG_UNDO,
          CONFIG_COMMITS,
          CONFIG_HEADS,
          CONFIG_AWAITED,
          CONFIG_PAUSED,
          RUNTIME,
          RUNTIME_DEADLINES,
          RUNTIME_BOUND,
          RUNTIME_HEADS,
          RUNTIME_LEFT,
          GROUP_COUNTERS,
          CONFIG_CANDIDATES,
          CONFIG_EDITS,
          CONFIG_LEFT,
          SESSIONS,
          SESSIONS_IDLE,
          SECRET_RECIPIENTS,
          SECRET_KEYS,
          SECRET_ROWS,
          REVOCATIONS);

  /** Whose rows are small, few and looked at by many commands, one after the other. */
  public static final List<Table<?>> HOT =
      List.of(GROUPS, COUNTERS, RUNTIME_HEADS, CONFIG_HEADS, SESSIONS);

  private final String name;
  private final Class<V> type;
  private final FeatureLevel since;

  private Table(String name, Class<V> type) {
    this(name, type, FeatureLevel.FIRST);
  }

  Table(String name, Class<V> type, FeatureLevel since) {
    this.name = name;
    this.type = type;
    this.since = since;
  }

  /** Stable name, part of the disk format. */
  public String name() {
    return name;
  }

  /** Type of the records. */
  public Class<V> type() {
    return type;
  }

  /** The feature level from which it is written: programs that know less keep it as it is. */
  public FeatureLevel since() {
    return since;
  }

  @Override
  public String toString() {
    return name;
  }
}
