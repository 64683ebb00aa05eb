package io.quorate.replica.declaration;

import io.quorate.core.NodeId;
import io.quorate.core.declaration.FailoverPolicy;

/** When the role moves by itself. */
final class PolicyMessages {
  private static final FailoverPolicy DEFAULT = FailoverPolicy.DEFAULT;

  private PolicyMessages() {}

  static FailoverPolicy read(MessageFields fields, io.quorate.v1.FailoverPolicy message) {
    String preferred = message.getPreferredNode();
    return new FailoverPolicy(
        mode(fields, message.getMode()),
        fields.duration(
            "failover.delay",
            message.hasDelay() ? message.getDelay() : null,
            DEFAULT.delay(),
            FailoverPolicy.DELAY),
        preferred.isEmpty() ? null : fields.values().node("failover.preferred_node", preferred),
        fields.duration(
            "failover.failback_delay",
            message.hasFailbackDelay() ? message.getFailbackDelay() : null,
            DEFAULT.failbackDelay(),
            FailoverPolicy.FAILBACK_DELAY),
        fields.count(
            "failover.max_restarts",
            message.hasMaxRestarts() ? message.getMaxRestarts() : null,
            DEFAULT.maxRestarts(),
            FailoverPolicy.MAX_RESTARTS),
        fields.duration(
            "failover.restart_window",
            message.hasRestartWindow() ? message.getRestartWindow() : null,
            DEFAULT.restartWindow(),
            FailoverPolicy.RESTART_WINDOW));
  }

  private static FailoverPolicy.Mode mode(
      MessageFields fields, io.quorate.v1.FailoverPolicy.Mode mode) {
    return switch (mode) {
      case MODE_UNSPECIFIED -> DEFAULT.mode();
      case AUTOMATIC -> FailoverPolicy.Mode.AUTOMATIC;
      case MANUAL -> FailoverPolicy.Mode.MANUAL;
      case UNRECOGNIZED -> fields.unknown("failover.mode", DEFAULT.mode(), "automatic or manual");
    };
  }

  static io.quorate.v1.FailoverPolicy of(FailoverPolicy policy) {
    NodeId preferred = policy.preferredNode();
    return io.quorate.v1.FailoverPolicy.newBuilder()
        .setMode(
            switch (policy.mode()) {
              case AUTOMATIC -> io.quorate.v1.FailoverPolicy.Mode.AUTOMATIC;
              case MANUAL -> io.quorate.v1.FailoverPolicy.Mode.MANUAL;
            })
        .setDelay(MessageFields.message(policy.delay()))
        .setPreferredNode(preferred == null ? "" : preferred.value())
        .setFailbackDelay(MessageFields.message(policy.failbackDelay()))
        .setMaxRestarts(policy.maxRestarts())
        .setRestartWindow(MessageFields.message(policy.restartWindow()))
        .build();
  }
}
