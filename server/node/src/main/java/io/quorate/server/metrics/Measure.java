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
  LOOP_WAITING(MeasureKind.GAUGE, "quorate_loop_waiting", "Turns that wait for a loop.", "loop"),
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
  SYNC_BLOCKED(
      MeasureKind.GAUGE,
      "quorate_sync_blocked",
      "1 while this keeps the member from having the group's configuration, else 0, of groups that"
          + " deliver it or compare facts; the leader says so.",
      "group",
      "node",
      "reason"),
  UNREADABLE(
      MeasureKind.GAUGE, "quorate_unreadable_metrics", "Metrics left out of this very answer.");

  private static final String TOTAL = "_total";

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
    return kind == MeasureKind.COUNTER && title.endsWith(TOTAL)
        ? title.substring(0, title.length() - TOTAL.length())
        : title;
  }
}
