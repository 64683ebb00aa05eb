package io.quorate.faults;

import java.time.Duration;

/**
 * How one direction between two ports of a {@link CableSwitch} treats what goes over it.
 *
 * @param delay of each frame
 * @param jitter each frame's delay is longer or shorter by up to this, so that frames overtake
 * @param lost how many of a thousand frames get lost
 * @param frames which of them go over it at all
 */
record LinkQuality(Duration delay, Duration jitter, int lost, Frames frames) {
  private static final int ALL = 1_000;

  /** Nothing is done to it. */
  static final LinkQuality GOOD = new LinkQuality(Duration.ZERO, Duration.ZERO, 0);

  /** Nothing arrives. */
  static final LinkQuality CUT = new LinkQuality(Duration.ZERO, Duration.ZERO, ALL);

  LinkQuality(Duration delay, Duration jitter, int lost) {
    this(delay, jitter, lost, Frames.ALL);
  }

  /** Good for these frames. */
  static LinkQuality only(Frames frames) {
    return new LinkQuality(Duration.ZERO, Duration.ZERO, 0, frames);
  }

  LinkQuality {
    if (jitter.compareTo(delay) > 0 || lost < 0 || lost > ALL) {
      throw new IllegalArgumentException("jitter beyond delay, or loss not within 0 to " + ALL);
    }
  }
}
