package io.quorate.server.api;

import io.quorate.core.config.ConfigPlace;
import io.quorate.core.config.ConfigValue;
import io.quorate.v1.ConfigDifference;
import io.quorate.v1.DiffConfigResponse;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The differences between two states of a configuration, as many as one answer holds. */
final class Differences {
  private static final int MOST = 1_000;
  private static final long MOST_BYTES = 2L << 20;

  private final DiffConfigResponse.Builder message;
  private long bytes;

  /** None yet. */
  Differences(long from, long to) {
    this.message = DiffConfigResponse.newBuilder().setFrom(from).setTo(to);
  }

  /** Whether there are more than are told: none is added any more. */
  boolean cut() {
    return message.getCut();
  }

  /** Adds what differs at a place; nothing when both are the same. */
  void add(ConfigPlace place, @Nullable ConfigValue old, @Nullable ConfigValue next) {
    if (!Objects.equals(old, next) && hasRoom(old, next)) {
      message.addDifferences(difference(place, old, next));
    }
  }

  /** Adds what differs from what somebody else has written meanwhile; each of those is counted. */
  void addConflict(ConfigPlace place, @Nullable ConfigValue old, @Nullable ConfigValue next) {
    if (Objects.equals(old, next)) {
      return;
    }
    message.setConflicts(message.getConflicts() + 1);
    if (hasRoom(old, next)) {
      message.addDifferences(difference(place, old, next).setConflict(true));
    }
  }

  /** The first is told however large it is. */
  private boolean hasRoom(@Nullable ConfigValue old, @Nullable ConfigValue next) {
    bytes += size(old) + size(next);
    boolean full = message.getDifferencesCount() == MOST || bytes > MOST_BYTES;
    if (full && message.getDifferencesCount() > 0) {
      message.setCut(true);
    }
    return !message.getCut();
  }

  private static long size(@Nullable ConfigValue value) {
    return value == null ? 0 : value.size();
  }

  private static ConfigDifference.Builder difference(
      ConfigPlace place, @Nullable ConfigValue old, @Nullable ConfigValue next) {
    ConfigDifference.Builder difference =
        ConfigDifference.newBuilder()
            .setPath(place.path().value())
            .setNode(ConfigMessages.node(place));
    if (old != null) {
      difference.setBefore(SecretMessages.shown(old)).setMediaType(old.mediaType());
      SecretMessages.note(old).ifPresent(difference::setSealedBefore);
    }
    if (next != null) {
      difference.setAfter(SecretMessages.shown(next)).setMediaType(next.mediaType());
      SecretMessages.note(next).ifPresent(difference::setSealedAfter);
    }
    return difference;
  }

  DiffConfigResponse message() {
    return message.build();
  }
}
