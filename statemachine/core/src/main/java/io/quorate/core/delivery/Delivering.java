package io.quorate.core.delivery;

import io.quorate.core.ClockReading;
import io.quorate.core.Revision;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What comes next for one delivery on one member. One step is under way at a time, and the newest
 * revision wins: what is older and was not begun is never written.
 *
 * <p>Not safe for use by several threads; its owner takes turns, carries out each step that it is
 * given and says how it ended.
 */
public final class Delivering {
  /** How often it is looked whether somebody changed the files by hand. */
  public static final Duration LOOK_PERIOD = Duration.ofSeconds(10);

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final String name;
  private final Reloading reloading;
  private Delivered known;
  private @Nullable Wanted wanted;
  private @Nullable String found;
  private @Nullable ClockReading lookedAt;
  private @Nullable Wanted underWay;
  private @Nullable ClockReading failedAt;
  private Duration pause = Duration.ZERO;
  private DeliveryReport.State trouble = DeliveryReport.State.UNDER_WAY;
  private String detail = "";
  private DeliveryReport.Files files = DeliveryReport.Files.AS_WRITTEN;
  private String held = "";

  /** Whether something is run when the files have changed. */
  public enum Reloading {
    /** A command is. */
    COMMAND,
    /** Nothing is. */
    NONE
  }

  /** What a delivery's owner is to do. */
  public enum Step {
    /** To look what files are there, and say so by {@link #looked}. */
    LOOK,
    /** To bring them to what is wanted, and say so by {@link #wrote}. */
    WRITE,
    /** To run the reload command, and say so by {@link #reloaded}. */
    RELOAD
  }

  /** Whether something is wanted from now on. */
  public enum Heed {
    /** It is. */
    WANTED,
    /** It is older than what was delivered, and waited out. */
    OLDER
  }

  /**
   * Files that are to be there.
   *
   * @param revision of the configuration that says so
   * @param digest of the files, see {@link FileSet#digest}
   */
  public record Wanted(Revision revision, String digest) {}

  /**
   * Begins where an earlier run of the node ended.
   *
   * @param name of the delivery
   * @param known what that run noted
   */
  public Delivering(String name, Reloading reloading, Delivered known) {
    this.name = name;
    this.reloading = reloading;
    this.known = known;
  }

  /**
   * The configuration says this now. What is the same as before is not delivered again. What is
   * older than what was delivered is waited out: a node that starts does not know yet all that it
   * knew, and files never go back.
   */
  public Heed wants(Wanted next) {
    if (next.revision().compareTo(known.revision()) < 0) {
      detail = "this node knows revision " + next.revision() + " only; it was further before";
      return Heed.OLDER;
    }
    Wanted before = wanted;
    if (before == null || !before.digest().equals(next.digest())) {
      failedAt = null; // what is new is tried at once
      pause = Duration.ZERO;
      trouble = DeliveryReport.State.UNDER_WAY;
      detail = "";
    }
    wanted = next;
    settle();
    return Heed.WANTED;
  }

  /**
   * For this reason files are only looked at from now on: nothing is written, and no command run. A
   * step that was begun goes on to its end. Without a reason they are brought to what is wanted
   * again, at once.
   *
   * @param reason empty: none
   * @return whether it is another than before
   */
  public boolean hold(String reason) {
    boolean other = !held.equals(reason);
    if (other) {
      held = reason;
      atOnce();
    }
    return other;
  }

  /** Why files are only looked at; empty when they are not. */
  public String held() {
    return held;
  }

  /** The files are looked at now, and what was put off because it failed is tried again. */
  public void atOnce() {
    failedAt = null;
    pause = Duration.ZERO;
    lookedAt = null;
  }

  /** The step to begin now; none while one is under way, or while nothing is to be done. */
  public Optional<Step> next(ClockReading now) {
    Wanted goal = wanted;
    if (goal == null || underWay != null || pausing(now)) {
      return Optional.empty();
    }
    Optional<Step> step = step(goal, now);
    if (step.isPresent()) {
      underWay = goal;
    }
    return step;
  }

  private Optional<Step> step(Wanted goal, ClockReading now) {
    if (found == null || lookDue(now)) {
      return Optional.of(Step.LOOK);
    }
    if (!held.isEmpty()) {
      return Optional.empty();
    }
    if (!goal.digest().equals(found)) {
      return Optional.of(Step.WRITE);
    }
    return takenUp(goal) ? Optional.empty() : Optional.of(Step.RELOAD);
  }

  private boolean takenUp(Wanted goal) {
    return reloading == Reloading.NONE || goal.digest().equals(known.taken());
  }

  private boolean lookDue(ClockReading now) {
    ClockReading last = lookedAt;
    return last == null || now.leastSince(last).compareTo(LOOK_PERIOD) >= 0;
  }

  private boolean pausing(ClockReading now) {
    ClockReading since = failedAt;
    return since != null && now.leastSince(since).compareTo(pause) < 0;
  }

  /**
   * The files that are there have this digest. Somebody else changed them when it is not that of
   * the files which were written last: then they are written again, unless they are held.
   *
   * @return whether somebody changed what was written here, which was not known before
   */
  public boolean looked(String digest, ClockReading now) {
    Wanted unused = ended();
    found = digest;
    lookedAt = now;
    settle();
    boolean changed = !known.written().isEmpty() && !known.written().equals(digest);
    boolean before = files == DeliveryReport.Files.CHANGED_BY_HAND;
    files = changed ? DeliveryReport.Files.CHANGED_BY_HAND : DeliveryReport.Files.AS_WRITTEN;
    return changed && !before;
  }

  /**
   * The files are as they were wanted when that began.
   *
   * @param remark what an operator should know of it; may be empty
   */
  public void wrote(String remark, ClockReading now) {
    Wanted goal = ended();
    found = goal.digest();
    lookedAt = now;
    files = DeliveryReport.Files.AS_WRITTEN;
    known = new Delivered(known.revision(), goal.digest(), known.taken());
    succeeded();
    detail = remark;
    settle();
  }

  /** The reload command succeeded with what was wanted when it began. */
  public void reloaded() {
    Wanted goal = ended();
    known = new Delivered(known.revision(), known.written(), goal.digest());
    succeeded();
    settle();
  }

  /** The step that is under way failed; it is begun again after a pause that grows to a minute. */
  public void failed(DeliveryReport.State how, String why, ClockReading now) {
    Wanted goal = ended();
    if (how != DeliveryReport.State.RELOAD_FAILS) {
      found = null; // perhaps half of it was done
    }
    Wanted newest = wanted;
    if (newest != null && !newest.digest().equals(goal.digest())) {
      return; // it was about what is not wanted any more
    }
    Duration doubled = pause.multipliedBy(2);
    pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    if (pause.isZero()) {
      pause = FIRST_PAUSE;
    }
    failedAt = now;
    trouble = how;
    detail = why;
  }

  private Wanted ended() {
    Wanted goal = underWay;
    if (goal == null) {
      throw new IllegalStateException(name + ": a step ended that was not begun");
    }
    underWay = null;
    return goal;
  }

  private void succeeded() {
    failedAt = null;
    pause = Duration.ZERO;
    trouble = DeliveryReport.State.UNDER_WAY;
    detail = "";
  }

  /** Notes the revision when its files are there and were taken up. */
  private void settle() {
    Wanted goal = wanted;
    if (goal != null && delivered(goal)) {
      known = new Delivered(goal.revision(), known.written(), known.taken());
    }
  }

  private boolean delivered(Wanted goal) {
    return goal.digest().equals(found) && takenUp(goal);
  }

  /** What to keep for the next run of the node. */
  public Delivered known() {
    return known;
  }

  /** What to tell of it. */
  public DeliveryReport report() {
    Wanted goal = wanted;
    if (goal != null && delivered(goal)) {
      return report(DeliveryReport.State.DELIVERED, detail);
    }
    boolean keptBack = goal != null && found != null && !held.isEmpty();
    return keptBack ? report(DeliveryReport.State.HELD, held) : report(trouble, detail);
  }

  private DeliveryReport report(DeliveryReport.State state, String words) {
    return new DeliveryReport(
        name, known.revision(), state, words, files, DeliveryReport.Secrets.NONE_MISSING);
  }
}
