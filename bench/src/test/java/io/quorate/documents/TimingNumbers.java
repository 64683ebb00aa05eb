package io.quorate.documents;

import io.quorate.client.yaml.DurationText;
import io.quorate.core.declaration.Timing;
import io.quorate.core.declaration.TimingProfile;
import io.quorate.core.failover.FailoverBound;
import io.quorate.replica.ElectionTiming;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** The table of {@code docs/timing.md} as the code has it: rows of milliseconds by their name. */
final class TimingNumbers {
  private static final Duration DECISION = FailoverBound.DECISION;

  /** Longest election timeouts until a lost leader is replaced; {@code Members} keeps it. */
  static final int ELECTION_TIMEOUTS = 3;

  private TimingNumbers() {}

  static Map<String, List<String>> rows() {
    Map<String, List<String>> rows = new LinkedHashMap<>();
    rows.put("lease D", row(profile -> profile.timing().lease()));
    rows.put("fence delay F", row(profile -> profile.timing().fenceDelay()));
    rows.put("heartbeat", row(profile -> profile.timing().heartbeat()));
    rows.put("stop budget", row(profile -> profile.timing().stopBudget()));
    rows.put("decision", row(profile -> DECISION));
    rows.put("election min", row(profile -> elections(profile).min()));
    rows.put("election max", row(profile -> elections(profile).max()));
    rows.put("expiry", row(profile -> profile.timing().expiry()));
    rows.put("election", row(TimingNumbers::election));
    rows.put("takeover", row(TimingNumbers::takeover));
    rows.put("takeover with election", row(profile -> election(profile).plus(takeover(profile))));
    rows.put("silence borne", row(TimingNumbers::silenceBorne));
    return rows;
  }

  /** What a holder does when, counted from the sending of its last answered heartbeat. */
  static Map<String, List<String>> endOfLease() {
    Map<String, List<String>> rows = new LinkedHashMap<>();
    rows.put("D - stop budget", row(profile -> stopBegins(profile.timing())));
    rows.put("D", row(profile -> profile.timing().lease()));
    rows.put("D + F", row(profile -> profile.timing().lease().plus(profile.timing().fenceDelay())));
    rows.put("expiry", row(profile -> profile.timing().expiry()));
    return rows;
  }

  /** The keys of a group file's timing, as one writes them. */
  static Map<String, List<String>> profiles() {
    Map<String, List<String>> rows = new LinkedHashMap<>();
    rows.put("lease", written(Timing::lease));
    rows.put("fence_delay", written(Timing::fenceDelay));
    rows.put("heartbeat", written(Timing::heartbeat));
    rows.put("stop_budget", written(Timing::stopBudget));
    return rows;
  }

  private static List<String> written(Function<Timing, Duration> value) {
    return Stream.of(TimingProfile.values())
        .map(profile -> DurationText.format(value.apply(profile.timing())))
        .toList();
  }

  private static List<String> row(Function<TimingProfile, Duration> number) {
    return Stream.of(TimingProfile.values())
        .map(profile -> Long.toString(number.apply(profile).toMillis()))
        .toList();
  }

  /** A cluster's elections are timed by the profile of the same name. */
  private static ElectionTiming elections(TimingProfile profile) {
    return ElectionTiming.valueOf(profile.name());
  }

  private static Duration election(TimingProfile profile) {
    return elections(profile).max().multipliedBy(ELECTION_TIMEOUTS);
  }

  private static Duration takeover(TimingProfile profile) {
    return profile.timing().expiry().plus(DECISION).plus(profile.timing().heartbeat());
  }

  private static Duration stopBegins(Timing timing) {
    return timing.lease().minus(timing.stopBudget());
  }

  private static Duration silenceBorne(TimingProfile profile) {
    return stopBegins(profile.timing()).minus(profile.timing().heartbeat());
  }
}
