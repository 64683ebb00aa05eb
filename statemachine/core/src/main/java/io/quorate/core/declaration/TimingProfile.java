package io.quorate.core.declaration;

import java.time.Duration;

/** Named timings: how fast a lost active is replaced, against how much of a hiccup is borne. */
public enum TimingProfile {
  /** One machine room, quiet machines: replaced within 1 s. */
  FAST(500, 150, 75, 80),
  /**
   * A local network: replaced within 3 s. The default. A lease that was renewed just before the
   * leader of the log died outlasts the election of another, so that it costs the active nothing.
   */
  LAN(2_200, 350, 200, 150),
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
