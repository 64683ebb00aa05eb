package io.quorate.core.session;

import io.quorate.core.GroupId;
import io.quorate.core.PersistentMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What one side has heard from the other about every group: the receiver's end of {@link
 * ToldPicture}.
 *
 * @param <V> what is said of a group
 */
public final class HeardPicture<V> {
  private PersistentMap<GroupId, V> values = PersistentMap.empty();
  private long number = Span.WHOLE;

  /** The number to confirm; {@link Span#WHOLE} while nothing was heard. */
  public long number() {
    return number;
  }

  /** Whether the changes follow on what was heard, so that taking them gives the whole picture. */
  public boolean fits(Span span) {
    return span.whole() || span.base() <= number;
  }

  /**
   * Takes changes that fit.
   *
   * @return the groups of which something else is said than before, or nothing any more
   */
  public SortedSet<GroupId> take(Changes<V> changes) {
    TreeSet<GroupId> different = new TreeSet<>();
    if (changes.span().whole()) {
      values.forEach(
          (group, value) -> {
            if (!changes.present().containsKey(group)) {
              different.add(group);
            }
          });
    }
    for (GroupId group : changes.gone()) {
      if (values.get(group) != null) {
        different.add(group);
      }
    }
    different.forEach(group -> values = values.without(group));
    changes
        .present()
        .forEach(
            (group, value) -> {
              if (!value.equals(values.get(group))) {
                different.add(group);
                values = values.with(group, value);
              }
            });
    number = changes.span().number();
    return different;
  }

  /** What was said last of the group; null when nothing was. */
  public @Nullable V get(GroupId group) {
    return values.get(group);
  }

  /** What was said of each group, at this moment. */
  public PersistentMap<GroupId, V> values() {
    return values;
  }
}
