package io.quorate.replica.declaration;

import io.quorate.core.declaration.Findings;
import io.quorate.core.declaration.Timing;
import io.quorate.core.declaration.TimingProfile;
import java.util.Locale;

/** The four times of a lease. What is read from a profile is written as times. */
final class TimingMessages {
  private TimingMessages() {}

  static Timing read(MessageFields fields, io.quorate.v1.Timing message) {
    Timing base = profile(fields, message.getProfile()).timing();
    return new Timing(
        fields.duration(
            "timing.lease",
            message.hasLease() ? message.getLease() : null,
            base.lease(),
            Timing.LEASE),
        fields.duration(
            "timing.fence_delay",
            message.hasFenceDelay() ? message.getFenceDelay() : null,
            base.fenceDelay(),
            Timing.FENCE_DELAY),
        fields.duration(
            "timing.heartbeat",
            message.hasHeartbeat() ? message.getHeartbeat() : null,
            base.heartbeat(),
            Timing.HEARTBEAT),
        fields.duration(
            "timing.stop_budget",
            message.hasStopBudget() ? message.getStopBudget() : null,
            base.stopBudget(),
            Timing.STOP_BUDGET));
  }

  private static TimingProfile profile(MessageFields fields, String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "", "lan" -> TimingProfile.LAN;
      case "fast" -> TimingProfile.FAST;
      case "wan" -> TimingProfile.WAN;
      default -> {
        fields
            .findings()
            .invalid(
                "timing.profile",
                "'" + Findings.shown(name) + "' is not a profile",
                "use fast, lan or wan");
        yield TimingProfile.LAN;
      }
    };
  }

  static io.quorate.v1.Timing of(Timing timing) {
    return io.quorate.v1.Timing.newBuilder()
        .setLease(MessageFields.message(timing.lease()))
        .setFenceDelay(MessageFields.message(timing.fenceDelay()))
        .setHeartbeat(MessageFields.message(timing.heartbeat()))
        .setStopBudget(MessageFields.message(timing.stopBudget()))
        .build();
  }
}
