package io.quorate.server.api;

import io.quorate.core.failover.NotServed;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.registry.ServiceRecord;
import io.quorate.server.wire.Times;
import io.quorate.v1.Notice;
import io.quorate.v1.ServiceState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Words whether a node serves a group, since when, and how often none did. */
final class ServiceMessages {
  private ServiceMessages() {}

  static ServiceState of(GroupRecord group) {
    ServiceRecord service = group.service();
    ServiceState.Builder message =
        ServiceState.newBuilder()
            .setServed(service.isServed())
            .setSince(Times.timestamp(service.since()))
            .setWhy(NotServed.why(group))
            .setInterruptions(service.interruptions());
    if (!service.last().isZero()) {
      message.setLastInterruption(Times.message(service.last()));
    }
    return message.build();
  }

  /** The warning that no node serves the group; empty while one does. */
  static Optional<Notice> warning(GroupRecord group) {
    String why = NotServed.why(group);
    if (why.isEmpty()) {
      return Optional.empty();
    }
    // The moment, not how long ago it was: a status is sent again when it has changed.
    Instant since =
        Instant.ofEpochMilli(group.service().since().millis()).truncatedTo(ChronoUnit.SECONDS);
    return Optional.of(
        StatusMessages.notice(
            NotServed.REASON,
            "NOT SERVED since " + since + ": " + why,
            "quorate explain " + group.spec().name()));
  }
}
