package io.quorate.core.declaration;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something of the members of a group that is compared between them: a version, a licence, a part
 * that is switched on.
 *
 * @param name unique in the group
 * @param kind what it is
 * @param question how a member finds its value; null when the declaration says it of each member
 * @param rule what must hold between the values
 * @param onMismatch what follows where it does not hold
 */
public record Fact(
    String name, Kind kind, @Nullable Question question, Rule rule, OnMismatch onMismatch) {
  /** Longest value, in bytes of UTF-8. */
  public static final int VALUE_BYTES = 256;

  /** Of one of which nothing follows but that it is told. */
  public Fact(String name, Kind kind, @Nullable Question question, Rule rule) {
    this(name, kind, question, rule, OnMismatch.TELL);
  }

  /** The same with another consequence. */
  public Fact with(OnMismatch other) {
    return new Fact(name, kind, question, rule, other);
  }

  /** What follows where a rule does not hold. */
  public enum OnMismatch {
    /** It is told. */
    TELL,
    /** It is told, and files of a member that stands by stay as they are meanwhile. */
    HOLD;

    /** The one that declarations write so. */
    public static Optional<OnMismatch> read(String text) {
      for (OnMismatch what : values()) {
        if (what.toString().equals(text)) {
          return Optional.of(what);
        }
      }
      return Optional.empty();
    }

    /** As declarations write it. */
    @Override
    public String toString() {
      return Findings.lower(this);
    }
  }

  /** What a fact is, which says how it is told that its rule does not hold. */
  public enum Kind {
    /** The version of a program. */
    VERSION,
    /** Something that is switched on or off. */
    FEATURE,
    /** What was bought. */
    LICENCE,
    /** Versions of parts that were added. */
    PLUGIN,
    /** What was loaded, as a database. */
    CONTENT,
    /** What a member can do. */
    CAPABILITY,
    /** Whether a part of it is ready. */
    READINESS;

    /** The one that declarations write so. */
    public static Optional<Kind> read(String text) {
      for (Kind kind : values()) {
        if (kind.toString().equals(text)) {
          return Optional.of(kind);
        }
      }
      return Optional.empty();
    }

    /** As declarations write it. */
    @Override
    public String toString() {
      return Findings.lower(this);
    }
  }

  /**
   * A command whose output is the value.
   *
   * @param command the program and its arguments
   * @param interval how long after its end it is run again
   * @param timeout after which it is killed, and the value is not known
   * @param runAs whom it runs as
   */
  public record Question(Program command, Duration interval, Duration timeout, RunAs runAs) {
    /** What {@link #interval} may be. */
    public static final DurationRange INTERVAL = DurationRange.ofMillis(1_000, 86_400_000);

    /** What {@link #timeout} may be. */
    public static final DurationRange TIMEOUT = DurationRange.ofMillis(100, 60_000);

    /** The {@link #interval} where none is given. */
    public static final Duration DEFAULT_INTERVAL = Duration.ofMinutes(1);

    /** The {@link #timeout} where none is given. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

    void check(Findings findings, String path) {
      command.check(findings, path + ".command");
      findings.between(path + ".interval", interval, INTERVAL);
      findings.between(path + ".timeout", timeout, TIMEOUT);
    }
  }

  /** What must hold between the values of members. */
  public sealed interface Rule permits Equal, AtLeast, Known {
    /** What depends on the rule. */
    <T> T dispatch(Cases<T> cases);
  }

  /** What depends on the rule. */
  public interface Cases<T> {
    /** All have the same. */
    T equal(Equal equal);

    /** Each has at least that. */
    T atLeast(AtLeast least);

    /** Each has one. */
    T known(Known known);
  }

  /** All members have what the active has. */
  public record Equal() implements Rule {
    @Override
    public <T> T dispatch(Cases<T> cases) {
      return cases.equal(this);
    }
  }

  /**
   * Every member has at least this.
   *
   * @param least the smallest that is allowed
   */
  public record AtLeast(DottedNumber least) implements Rule {
    /** Whether the value is that much. */
    public boolean met(String value) {
      return DottedNumber.read(value).filter(has -> has.compareTo(least) >= 0).isPresent();
    }

    @Override
    public <T> T dispatch(Cases<T> cases) {
      return cases.atLeast(this);
    }
  }

  /** The command succeeds on every member, whatever it says. */
  public record Known() implements Rule {
    @Override
    public <T> T dispatch(Cases<T> cases) {
      return cases.known(this);
    }
  }
}
