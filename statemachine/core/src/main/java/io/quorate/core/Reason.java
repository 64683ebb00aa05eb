package io.quorate.core;

/**
 * Every reason for which the cluster refuses or withholds something. The names are part of the API.
 */
public enum Reason {
  /** A value of a declaration is missing, malformed or out of its range. */
  INVALID_VALUE,
  /** A name is used twice. */
  DUPLICATE_NAME,
  /** A member is not a node of the cluster. */
  UNKNOWN_NODE,
  /** A witness or observer cannot be active (S2). */
  NOT_A_DATA_NODE,
  /** Timings that contradict each other. */
  IMPOSSIBLE_TIMING,
  /** More than a limit allows. */
  LIMIT_EXCEEDED,
  /** The log entry that carried the request has done as much as one entry may. */
  ENTRY_FULL,
  /** There is no such group. */
  UNKNOWN_GROUP,
  /** Something else was carried out under the same request id. */
  REQUEST_ID_REUSED,
  /** There is no such session, or no more. */
  UNKNOWN_SESSION,
  /**
   * The write was decided, and so many came after it in its session that its answer is not kept.
   */
  ANSWER_NOT_KEPT,
  /** The write was not carried out, and a later one of its session was decided already. */
  OUT_OF_SEQUENCE,
  /** The declaration was changed since the revision that this change was based on. */
  REVISION_CONFLICT,
  /** There is no value at this path. */
  UNKNOWN_PATH,
  /** There is no such revision yet. */
  UNKNOWN_REVISION,
  /** The revision is not kept any more. */
  COMPACTED,
  /** The node that is asked has not come to this revision. */
  FROM_THE_FUTURE,
  /** A path that has a value cannot be a folder of another. */
  PATH_CONFLICT,
  /** A commit of the group's configuration waits for its confirmation, and is undone without it. */
  AWAITS_CONFIRMATION,
  /** Somebody has paused that the group's configuration is delivered to members. */
  SYNC_OFF,
  /** No commit of the group's configuration waits for a confirmation. */
  NOTHING_TO_CONFIRM,
  /** A counter never goes back. */
  COUNTER_WOULD_GO_BACK,
  /** There is no such candidate. */
  UNKNOWN_CANDIDATE,
  /** The candidate was used lately, so it is not dropped. */
  CANDIDATE_IN_USE,
  /** The declaration of the group does not allow a value for these members at the path. */
  WRONG_SCOPE,
  /** Values stand where a new declaration does not allow them. */
  SCOPE_IN_USE,
  /** Another system owns the value. */
  EXTERNALLY_OWNED,
  /** What the declaration asks for between the values of members would not hold. */
  CONSTRAINT_VIOLATED,
  /** Nobody has found the commit valid by the present schemas and declaration. */
  NOT_VALIDATED,
  /** The configuration changes faster than commits of it can be validated. */
  BUSY_SPACE,
  /** The command that the group declares for that does not accept the commit. */
  VALIDATION_REFUSES,
  /** No member could run the command that must accept the commit. */
  CANNOT_VALIDATE,
  /** A value does not satisfy its schema. */
  SCHEMA_REFUSES,
  /** The value that should be a schema is none. */
  INVALID_SCHEMA,
  /** There is no value where the schema of another should be. */
  UNKNOWN_SCHEMA,
  /** A schema refers to itself without an end. */
  SCHEMA_TOO_DEEP,
  /** Validating by a schema takes too long. */
  SCHEMA_TOO_SLOW,
  /** A value that is sealed would be replaced by one that is not, or the other way round. */
  SEALING_DIFFERS,
  /** A value that is sealed cannot be held against a schema, nor be one. */
  SEALED_WITH_SCHEMA,
  /** A sealed value opens only where it was put, so it cannot be moved. */
  SEALED_STAYS,
  /** There is no data key of this generation, or no more. */
  UNKNOWN_GENERATION,
  /** Decided about another generation of the data key than is there. */
  STALE_GENERATION,
  /** Something is sealed under the data key, or may have to be. */
  GENERATION_IN_USE,
  /** Secrets are being sealed under a new data key. */
  ROTATION_UNDER_WAY,
  /** The data key is sealed to others than those who can open secrets. */
  STALE_RECIPIENTS,
  /** There is no such recovery key. */
  UNKNOWN_RECIPIENT,
  /** The value at this path is no secret. */
  NOT_SEALED,
  /** The node cannot open the data key. */
  KEY_MISMATCH,
  /** The group still has a configuration. */
  SPACE_IN_USE,
  /** The node that holds the role cannot be taken out of the group. */
  HOLDER_REMOVED,
  /** Decided under a Raft term that is over (G5). */
  STALE_TERM,
  /** Decided for an epoch that is over (G5). */
  STALE_EPOCH,
  /** The epoch is not closed, so nobody else can be granted the role (S1). */
  EPOCH_OPEN,
  /** Nobody holds the role, so there is nothing to do it to. */
  VACANT,
  /** The node does not hold the role. */
  NOT_THE_HOLDER,
  /** The node is not a member of the group. */
  NOT_A_MEMBER,
  /** The node holds the role already. */
  ALREADY_ACTIVE,
  /** The role is not in the phase in which this can be done. */
  WRONG_PHASE,
  /** A planned change is under way. */
  OPERATION_IN_PROGRESS,
  /** No planned change is under way. */
  NO_OPERATION,
  /** The group is paused: no automatic change. */
  PAUSED,
  /** The group's policy leaves failover to people. */
  MANUAL_FAILOVER,
  /** Nobody vouched that the old active is dead (S1). */
  FENCING_NOT_VOUCHED,
  /** The old active is alive and connected: a switchover is the safe way. */
  HOLDER_IS_ALIVE,
  /** The node holds roles. */
  HOLDS_ROLES,
  /** The place of the node is not to be had for a peer without data. */
  SEAT_NOT_OFFERED,
  /** The node is heard from. */
  NODE_IS_ALIVE,
  /** No certificate of whoever is named is revoked. */
  NOT_REVOKED,
  /** The cluster was founded anew without the data of whoever asks. */
  OLD_CLUSTER,
  /** The group is being deleted. */
  RETIRING,
  /** The cluster is defined already, by other members. */
  CLUSTER_DEFINED,
  /** It needs a feature level that the cluster has not been raised to. */
  LEVEL_TOO_LOW,
  /** The cluster is at this feature level, or above it, already. */
  LEVEL_REACHED,
  /** The node has not been heard from lately. */
  NODE_OFFLINE,
  /** The node's last start or stop of this group failed, and its waiting time is not over. */
  NODE_FAILED,
  /** The node still holds remains of an earlier epoch. */
  NODE_NOT_CLEAN,
  /** The node is heard from, but no majority confirms the leader to it (G1). */
  NODE_UNCONFIRMED,
  /** The node is stopping. */
  NODE_LEAVING,
  /** A health check fails on the node. */
  CHECK_FAILING,
  /** A secret is missing among the files that the node has of the group's configuration. */
  SECRET_NOT_DELIVERED,
  /** The group's services died too often on the node: it is granted only if nobody else can be. */
  SERVICES_DIED,
  /** No other node may take over. */
  NO_ELIGIBLE_STANDBY,
  /** The lease of the lost active may not be over. */
  LEASE_NOT_OVER,
  /** A delay that the policy asks for is not over. */
  DELAYED
}
