package io.quorate.server.wire;

import io.quorate.core.GroupId;
import io.quorate.core.PlainText;
import io.quorate.core.Read;
import io.quorate.core.Revision;
import io.quorate.core.declaration.Timing;
import io.quorate.core.serving.Directive;
import io.quorate.replica.declaration.GroupMessages;
import io.quorate.v1.HeartbeatResponse;
import java.time.Duration;
import java.util.Optional;

/** Reads what a leader answers to a heartbeat, whatever it says. */
public final class DirectiveMessages {
  private DirectiveMessages() {}

  /** One directive, or which of its fields make it unusable. */
  public static Read<NodeDirective> read(io.quorate.v1.Directive message) {
    WireFields fields = new WireFields();
    GroupId group = fields.group("group", message.getGroup());
    Directive order =
        new Directive(step(message.getStep()), fields.epoch("epoch", message.getEpoch()));
    Duration lease =
        message.hasLease() ? fields.duration("lease", message.getLease(), Timing.LEASE) : null;
    Revision revision = fields.revision("revision", message.getRevision());
    return Read.of(
        new NodeDirective(
            group,
            order,
            lease,
            message.hasSpec() ? GroupMessages.accepted(message.getSpec()) : null,
            revision,
            PlainText.of(message.getCause())),
        fields.refusals());
  }

  /** What this version does not know is no right to serve. */
  private static Directive.Step step(io.quorate.v1.Directive.Step step) {
    return switch (step) {
      case SERVE -> Directive.Step.SERVE;
      case QUIESCE -> Directive.Step.QUIESCE;
      case DEMOTE -> Directive.Step.DEMOTE;
      case STAND_BY, STEP_UNSPECIFIED, UNRECOGNIZED -> Directive.Step.STAND_BY;
    };
  }

  /** How often to report from now on; empty when the answer says nothing usable. */
  public static Optional<Duration> heartbeatPeriod(HeartbeatResponse response) {
    return Times.read(response.getHeartbeatPeriod()).filter(Timing.HEARTBEAT::holds);
  }
}
