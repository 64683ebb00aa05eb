package io.quorate.replica.declaration;

import io.quorate.core.declaration.HealthCheck;
import io.quorate.v1.Check;

/** Probes that are tried again and again. */
final class CheckMessages {
  private CheckMessages() {}

  static HealthCheck read(MessageFields fields, String path, Check message) {
    return new HealthCheck(
        fields.values().name(path + ".name", message.getName()),
        ProbeMessages.read(fields, path + ".probe", message.getProbe()),
        fields.duration(
            path + ".period",
            message.hasPeriod() ? message.getPeriod() : null,
            HealthCheck.DEFAULT_PERIOD,
            HealthCheck.PERIOD),
        fields.duration(
            path + ".timeout",
            message.hasTimeout() ? message.getTimeout() : null,
            HealthCheck.DEFAULT_TIMEOUT,
            HealthCheck.TIMEOUT),
        fields.count(
            path + ".failures",
            message.hasFailures() ? message.getFailures() : null,
            HealthCheck.DEFAULT_FAILURES,
            HealthCheck.TRIES),
        fields.count(
            path + ".successes",
            message.hasSuccesses() ? message.getSuccesses() : null,
            HealthCheck.DEFAULT_SUCCESSES,
            HealthCheck.TRIES),
        severity(fields, path, message.getSeverity()),
        where(fields, path, message.getWhere()));
  }

  private static HealthCheck.Severity severity(
      MessageFields fields, String path, Check.Severity severity) {
    return switch (severity) {
      case SEVERITY_UNSPECIFIED, CRITICAL -> HealthCheck.Severity.CRITICAL;
      case WARNING -> HealthCheck.Severity.WARNING;
      case UNRECOGNIZED ->
          fields.unknown(path + ".severity", HealthCheck.Severity.CRITICAL, "critical or warning");
    };
  }

  private static HealthCheck.Where where(MessageFields fields, String path, Check.Where where) {
    return switch (where) {
      case WHERE_UNSPECIFIED, ACTIVE -> HealthCheck.Where.ACTIVE;
      case EVERYWHERE -> HealthCheck.Where.EVERYWHERE;
      case UNRECOGNIZED ->
          fields.unknown(path + ".where", HealthCheck.Where.ACTIVE, "active or everywhere");
    };
  }

  static Check of(HealthCheck check) {
    return Check.newBuilder()
        .setName(check.name())
        .setProbe(ProbeMessages.of(check.probe()))
        .setPeriod(MessageFields.message(check.period()))
        .setTimeout(MessageFields.message(check.timeout()))
        .setFailures(check.failures())
        .setSuccesses(check.successes())
        .setSeverity(
            switch (check.severity()) {
              case CRITICAL -> Check.Severity.CRITICAL;
              case WARNING -> Check.Severity.WARNING;
            })
        .setWhere(
            switch (check.where()) {
              case ACTIVE -> Check.Where.ACTIVE;
              case EVERYWHERE -> Check.Where.EVERYWHERE;
            })
        .build();
  }
}
