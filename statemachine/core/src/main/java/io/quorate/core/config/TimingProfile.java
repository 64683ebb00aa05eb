package io.quorate.core.config;

import java.time.Duration;

/** Named timings: how fast a lost active is replaced, against how much of a hiccup is borne. */
public enum TimingProfile {
  /** One machine room, quiet machines: replaced within 1 s. */
  FAST(450, 200, 75, 100),
  /** A local network: replaced within 3 s. The default. */
  LAN(1_800, 500, 300, 300),
  /** Far apart, up to 300 ms one way: replaced within 13 s. */
  WAN(10_000, 1_000, 1_000, 1_500);

  private final Timing timing;

  TimingProfile(long lease, long fenceDelay, long heartbeat, long stopBudget) {
    this.timing =
        new Timing(
            Duration.ofMillis(lease),
            Duration.ofMillis(fenceDelay),
            Duration.ofMillis(heartbeat),
            Duration.ofMillis(stopBudget));
  }

  /** The four times of the profile. */
  public Timing timing() {
    return timing;
  }
}
