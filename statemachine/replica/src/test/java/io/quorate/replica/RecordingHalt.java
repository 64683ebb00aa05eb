package io.quorate.replica;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Notes what would have ended the process. */
final class RecordingHalt implements Halt {
  private final List<HaltReason> reasons = new CopyOnWriteArrayList<>();

  @Override
  public void halt(HaltReason reason, String message, @Nullable Throwable cause) {
    reasons.add(reason);
  }

  List<HaltReason> reasons() {
    return reasons;
  }
}
