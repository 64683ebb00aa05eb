package io.quorate.server.metrics;

import java.util.List;

/**
 * Everything that a node shows of itself in numbers: the catalogue that the table of {@code
 * docs/metrics.md}, the alert rules and the dashboards are checked against. Names are for ever: an
 * alert on a name that is gone never fires.
 */
public enum Measure {
  APPLIED_INDEX(MeasureKind.GAUGE, "quorate_applied_index", "Last log entry applied here."),
  COMMIT_INDEX(
      MeasureKind.GAUGE, "quorate_commit_index", "Last log entry known to be committed here."),
  RAFT_TERM(MeasureKind.GAUGE, "quorate_raft_term", "Raft term."),
  LEADER(MeasureKind.GAUGE, "quorate_leader", "1 while this node leads."),
  PROPOSALS_WAITING(MeasureKind.GAUGE, "quorate_proposals_waiting", "Proposals without an answer."),
  LEADER_SILENCE(
      MeasureKind.GAUGE, "quorate_leader_silence_seconds", "Time since a leader answered here."),
  QUORUM(
      MeasureKind.GAUGE,
      "quorate_quorum",
      "1 while a leader that a majority follows answers this node, 0 after 3 s without an answer."),
  FEATURE_LEVEL(
      MeasureKind.GAUGE, "quorate_feature_level", "Feature level at which the cluster works."),
  BUILD(
      MeasureKind.INFO,
      "quorate_build_info",
      "Always 1: which version this node is, and on which Java.",
      "version",
      "java"),
  COMMIT(
      MeasureKind.HISTOGRAM,
      "quorate_commit_seconds",
      "How long proposals of this node took until they were committed and applied here."),
  DISK_SYNC(
      MeasureKind.HISTOGRAM,
      "quorate_disk_sync_seconds",
      "How long the disk took to keep what was appended to the log."),
  ROLE_ENDS(
      MeasureKind.COUNTER,
      "quorate_role_changes_total",
      "Ends of epochs while this node led: released by their holder, expired, or fenced by an"
          + " operator's word.",
      "cause"),
  RAFT_ELECTIONS(
      MeasureKind.COUNTER,
      "quorate_raft_elections_total",
      "Elections that this node began and that came to an end."),
  RAFT_ELECTIONS_TIMED_OUT(
      MeasureKind.COUNTER,
      "quorate_raft_elections_timed_out_total",
      "Of these, those in which too few answered."),
  RAFT_LOG_WAITING(
      MeasureKind.GAUGE, "quorate_raft_log_waiting", "What waits to be written to the log."),
  RAFT_SNAPSHOTS_INSTALLED(
      MeasureKind.COUNTER,
      "quorate_raft_snapshots_installed_total",
      "Snapshots that this node was sent because it was far behind."),
  STORE_FILES(MeasureKind.GAUGE, "quorate_store_files_bytes", "Files of the store."),
  STORE_MEMTABLES(
      MeasureKind.GAUGE, "quorate_store_memtables_bytes", "Of the store, what is in no file yet."),
  STORE_CACHE(
      MeasureKind.GAUGE, "quorate_store_cache_bytes", "Of the store's files, what is in memory."),
  STORE_COMPACTION_PENDING(
      MeasureKind.GAUGE,
      "quorate_store_compaction_pending_bytes",
      "Of the store's files, what waits to be compacted."),
  STORE_ERRORS(
      MeasureKind.COUNTER,
      "quorate_store_errors_total",
      "Flushes and compactions of the store that failed: any is one too many."),
  HEARTBEATS_SENT(
      MeasureKind.COUNTER,
      "quorate_heartbeats_sent_total",
      "Heartbeats to a leader, each for all groups."),
  HEARTBEATS_UNANSWERED(
      MeasureKind.COUNTER,
      "quorate_heartbeats_unanswered_total",
      "Heartbeats that no leader answered in time."),
  HEARTBEAT_SENT_BYTES(
      MeasureKind.COUNTER,
      "quorate_heartbeat_sent_bytes_total",
      "Bytes of the heartbeats to another node that leads."),
  HEARTBEAT_ANSWER_BYTES(
      MeasureKind.COUNTER,
      "quorate_heartbeat_answer_bytes_total",
      "Bytes of the answers of another node that leads."),
  LOOP_TURN(
      MeasureKind.GAUGE,
      "quorate_loop_turn_seconds",
      "How long the present turn of a loop has lasted: next to nothing, or it hangs.",
      "loop"),
  LEASE_MARGIN(
      MeasureKind.HISTOGRAM,
      "quorate_lease_margin_seconds",
      "What was left of leases of this node when they were extended, those that end together once;"
          + " next to nothing: it nearly lost its role."),
  LOOP_WAITING(MeasureKind.GAUGE, "quorate_loop_waiting", "Turns that wait for a loop.", "loop"),
  LOOP_DELAY(
      MeasureKind.HISTOGRAM,
      "quorate_loop_delay_seconds",
      "How long turns waited for a loop before they began.",
      "loop"),
  LOOP_REFUSED(
      MeasureKind.COUNTER,
      "quorate_loop_refused_total",
      "Calls that were refused because too much waited for a loop.",
      "loop"),
  API_CALLS_OPEN(
      MeasureKind.GAUGE,
      "quorate_api_calls_open",
      "Calls that are open: api-calls of operators and programs, session-calls of other nodes,"
          + " watch-calls that watch configurations and runtime entries.",
      "lane"),
  API_CALLS_REFUSED(
      MeasureKind.COUNTER,
      "quorate_api_calls_refused_total",
      "Calls that were refused because too many were open.",
      "lane"),
  CONNECTIONS_TURNED_AWAY(
      MeasureKind.COUNTER,
      "quorate_connections_turned_away_total",
      "Connections that were closed because there were too many, or because they said nothing for"
          + " 10 s.",
      "port"),
  DENIALS(
      MeasureKind.COUNTER,
      "quorate_access_denied_total",
      "Calls and connections that were refused for who their caller is, or is not."),
  CERTIFICATE_END(
      MeasureKind.GAUGE,
      "quorate_certificate_expiry_seconds",
      "Time until this node's certificate ends, below 0 afterwards; only with a trust_directory."),
  API_WATCHES(MeasureKind.GAUGE, "quorate_api_watches", "Callers that watch by way of this node."),
  LOG_LINES_DROPPED(
      MeasureKind.COUNTER,
      "quorate_log_lines_dropped_total",
      "Lines of the log that nobody took from the process in time: is its reader stuck?"),
  GROUP_ACTIVE(
      MeasureKind.GAUGE, "quorate_group_active", "1 while this node may serve the group.", "group"),
  GROUP_EPOCH(
      MeasureKind.GAUGE,
      "quorate_group_epoch",
      "Epoch that this node serves or leaves, 0 on a standby.",
      "group"),
  GROUP_LEASE(
      MeasureKind.GAUGE,
      "quorate_group_lease_seconds",
      "What is left of this node's lease.",
      "group"),
  ROLES(
      MeasureKind.GAUGE,
      "quorate_roles",
      "Groups in which this node is active, standby, or neither.",
      "role"),
  GROUP_SERVED(
      MeasureKind.GAUGE,
      "quorate_group_served",
      "1 while a node serves the group, 0 while none does; the leader says so.",
      "group"),
  GROUP_NOT_SERVED(
      MeasureKind.GAUGE,
      "quorate_group_not_served_seconds",
      "For how long no node has served the group; the leader says so.",
      "group"),
  GROUP_INTERRUPTIONS(
      MeasureKind.COUNTER,
      "quorate_group_interruptions_total",
      "How often the group ceased to be served, planned changes included, the same whoever leads;"
          + " the leader says so.",
      "group"),
  GROUP_LAST_INTERRUPTION(
      MeasureKind.GAUGE,
      "quorate_group_last_interruption_seconds",
      "How long the last interruption took that is over; the leader says so.",
      "group"),
  GROUP_STANDBYS_ELIGIBLE(
      MeasureKind.GAUGE,
      "quorate_group_standbys_eligible",
      "Members that could take the group over now: at 0 no failover is possible; the leader says"
          + " so.",
      "group"),
  GROUP_PAUSED(
      MeasureKind.GAUGE,
      "quorate_group_paused",
      "1 while an operator has paused the group; the leader says so.",
      "group"),
  GROUPS(
      MeasureKind.GAUGE,
      "quorate_groups",
      "Groups that are served, interrupted, or never were served; the leader says so.",
      "state"),
  GROUPS_WITHOUT_STANDBY(
      MeasureKind.GAUGE,
      "quorate_groups_without_standby",
      "Groups that no member could take over now; the leader says so."),
  NODE_SILENCE(
      MeasureKind.GAUGE,
      "quorate_node_silence_seconds",
      "How long ago each node was heard from; the leader says so.",
      "node"),
  SYNC_BLOCKED(
      MeasureKind.GAUGE,
      "quorate_sync_blocked",
      "1 while this keeps the member from having the group's configuration, else 0, of groups that"
          + " deliver it or compare facts; the leader says so.",
      "group",
      "node",
      "reason"),
  JVM_MEMORY_USED(
      MeasureKind.GAUGE, "jvm_memory_used_bytes", "Memory of the JVM that is in use.", "area"),
  JVM_MEMORY_MAX(
      MeasureKind.GAUGE,
      "jvm_memory_max_bytes",
      "Most that it may be, where there is one.",
      "area"),
  JVM_BUFFER_POOL(
      MeasureKind.GAUGE,
      "jvm_buffer_pool_used_bytes",
      "Memory of buffers outside of the heap.",
      "pool"),
  JVM_GC(MeasureKind.COUNTER, "jvm_gc_collections_total", "Collections of garbage.", "gc"),
  JVM_GC_TIME(
      MeasureKind.COUNTER, "jvm_gc_collection_seconds_total", "Time that these took.", "gc"),
  JVM_THREADS(MeasureKind.GAUGE, "jvm_threads_current", "Threads of the JVM."),
  PROCESS_CPU(MeasureKind.COUNTER, "process_cpu_seconds_total", "Processor time of the process."),
  PROCESS_START(
      MeasureKind.GAUGE, "process_start_time_seconds", "When the process started, since 1970."),
  PROCESS_MEMORY(
      MeasureKind.GAUGE, "process_resident_memory_bytes", "Memory of the process that is in use."),
  PROCESS_FILES(MeasureKind.GAUGE, "process_open_fds", "Open files of the process."),
  PROCESS_FILES_MAX(MeasureKind.GAUGE, "process_max_fds", "Most that it may have open."),
  UNREADABLE(
      MeasureKind.GAUGE, "quorate_unreadable_metrics", "Metrics left out of this very answer.");

  private final MeasureKind kind;
  private final String title;
  private final String help;
  private final List<String> labels;

  Measure(MeasureKind kind, String title, String help, String... labels) {
    this.kind = kind;
    this.title = title;
    this.help = help;
    this.labels = List.of(labels);
  }

  /** Whether it may go down. */
  public MeasureKind kind() {
    return kind;
  }

  /** Its name outside. */
  public String title() {
    return title;
  }

  /** What is counted. */
  public MeasureUnit unit() {
    return MeasureUnit.of(base());
  }

  /** What it says, in plain words. */
  public String help() {
    return help;
  }

  /** The names of its labels, in the order in which values are given; may be empty. */
  public List<String> labels() {
    return labels;
  }

  /** Its name without what its kind adds to it. */
  String base() {
    return title.substring(0, title.length() - kind.ending().length());
  }
}
