package io.quorate.replica;

import io.quorate.core.FeatureLevel;
import io.quorate.core.LevelRange;
import org.jspecify.annotations.Nullable;

/** The state, or an entry, is of a feature level at which this program cannot work. */
public final class LevelRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private LevelRefusedException(String message) {
    super(message);
  }

  static LevelRefusedException of(FeatureLevel found, LevelRange supported) {
    boolean newer = found.reaches(supported.highest());
    return new LevelRefusedException(
        "the cluster is at feature level "
            + found
            + ", and this program works at level "
            + supported
            + ": start a"
            + (newer ? " newer" : "n older")
            + " version of Quorate on this node");
  }

  /** The one among the causes of a failure, or null. */
  static @Nullable LevelRefusedException among(@Nullable Throwable failure) {
    Throwable cause = failure;
    while (cause != null && !(cause instanceof LevelRefusedException)) {
      cause = cause.getCause();
    }
    return (LevelRefusedException) cause;
  }
}
