package io.quorate.core.declaration;

import io.quorate.core.GroupId;
import io.quorate.core.Names;
import io.quorate.core.NodeId;
import io.quorate.core.PlainText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads single values of a declaration to types that cannot be wrong. What cannot be read goes to
 * the findings and is replaced by something that can, so that reading goes on and finds the rest:
 * nothing that was read beside a finding may be used.
 */
public final class FieldReader {
  /** What protobuf allows: about 10,000 years. */
  private static final long MAX_SECONDS = 315_576_000_000L;

  private static final int NANOS = 1_000_000_000;
  private static final int OCTAL = 8;
  private static final Pattern MODE = Pattern.compile("0?[0-7]{1,4}");
  private static final String NAME = "unreadable";
  private static final String NAME_REMEDY = "use 1 to 63 of a-z, 0-9 and '-', a letter first";
  private static final String HOST_REMEDY =
      "use an address, or a name of letters, digits, '.', '-' and '_'";
  private static final Program NOTHING = Program.of("true");
  private static final AbsolutePath ROOT = new AbsolutePath("/");
  private static final Endpoint NOWHERE = new Endpoint("localhost", 1);
  private static final PathPattern NO_PATH = new PathPattern(NAME);
  private static final HttpUrl NO_URL = HttpUrl.read("http://localhost/").orElseThrow();

  private final Findings findings;

  /** Reads, and adds what it cannot read to these. */
  public FieldReader(Findings findings) {
    this.findings = findings;
  }

  /** A name of a resource or a check. */
  public String name(String path, String text) {
    if (Names.wellFormed(text)) {
      return text;
    }
    findings.invalid(
        path,
        text.isEmpty() ? "is missing" : "'" + Findings.shown(text) + "' is not a name",
        NAME_REMEDY);
    return NAME;
  }

  /** A name of a group. */
  public GroupId group(String path, String text) {
    return new GroupId(name(path, text));
  }

  /** A name of a node. */
  public NodeId node(String path, String text) {
    return new NodeId(name(path, text));
  }

  /** A text of the form host:port. */
  public Endpoint endpoint(String path, String text) {
    return Endpoint.read(text)
        .orElseGet(
            () -> {
              findings.invalid(
                  path,
                  "'" + Findings.shown(text) + "' is not host:port",
                  "for example 10.0.0.1:5432 or [fd00::1]:5432");
              return NOWHERE;
            });
  }

  /** A host and a port that are given apart, as keys below the path. */
  public Endpoint endpoint(String path, String host, int port) {
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    String bare = bracketed ? host.substring(1, host.length() - 1) : host;
    if (!Endpoint.isHost(bare)) {
      findings.invalid(
          path + ".host",
          host.isBlank() ? "is empty" : "'" + Findings.shown(host) + "' is not a host",
          HOST_REMEDY);
      bare = NOWHERE.host();
    }
    long number = Integer.toUnsignedLong(port);
    findings.size(path + ".port", number, Endpoint.PORTS);
    return new Endpoint(bare, Endpoint.PORTS.holds(number) ? port : NOWHERE.port());
  }

  /** A program that must be named. */
  public Program program(String path, List<String> line) {
    if (Program.wellFormed(line)) {
      return new Program(line);
    }
    if (line.isEmpty() || line.get(0).isBlank()) {
      findings.invalid(path, "no program is named", "give the program and its arguments as a list");
    } else {
      transmissible(path, line);
    }
    return NOTHING;
  }

  /** A program that need not be named: null for an empty list. */
  public @Nullable Program command(String path, List<String> line) {
    return line.isEmpty() ? null : program(path, line);
  }

  /** Which paths are meant. */
  public PathPattern pattern(String path, String text) {
    Optional<String> wrong = PathPattern.wrong(text);
    wrong.ifPresent(
        message ->
            findings.invalid(
                path,
                message,
                "give segments of letters, digits, '.', '_' and '-', joined by '/'; '*' stands for"
                    + " one segment, '**' at the end for the rest"));
    return wrong.isPresent() ? NO_PATH : new PathPattern(text);
  }

  /** Paths which are meant. */
  public List<PathPattern> patterns(String path, List<String> texts) {
    List<PathPattern> patterns = new ArrayList<>();
    for (String text : texts) {
      patterns.add(pattern(path + "[" + patterns.size() + "]", text));
    }
    return patterns;
  }

  /** The mode of files, in octal as people write it; the other one for an empty text. */
  public int mode(String path, String text, int otherwise) {
    if (text.isEmpty()) {
      return otherwise;
    }
    if (MODE.matcher(text).matches()) {
      return Integer.parseInt(text, OCTAL);
    }
    findings.invalid(
        path, "'" + Findings.shown(text) + "' is no mode", "give it in octal, such as \"0640\"");
    return otherwise;
  }

  /** For whom values are. */
  public ValueScope scope(String path, String text) {
    Optional<ValueScope> scope = ValueScope.read(text);
    if (scope.isEmpty()) {
      findings.invalid(
          path,
          text.isEmpty() ? "is missing" : "'" + Findings.shown(text) + "' is not a scope",
          "use cluster, node or either");
    }
    return scope.orElse(ValueScope.EITHER);
  }

  /** What must hold between values. */
  public ValueConstraint.Rule constraint(String path, String text) {
    Optional<ValueConstraint.Rule> rule = ValueConstraint.Rule.read(text);
    if (rule.isEmpty()) {
      findings.invalid(
          path,
          text.isEmpty() ? "is missing" : "'" + Findings.shown(text) + "' is not a rule",
          "use equal, distinct or same-name");
    }
    return rule.orElse(ValueConstraint.Rule.EQUAL);
  }

  /** A text that people read. */
  public String words(String path, String text) {
    return transmissible(path, text) ? text : "";
  }

  private void transmissible(String path, List<String> texts) {
    for (int i = 0; i < texts.size(); i++) {
      transmissible(path + "[" + i + "]", texts.get(i));
    }
  }

  private boolean transmissible(String path, String text) {
    if (PlainText.transmissible(text)) {
      return true;
    }
    findings.invalid(
        path,
        "'" + Findings.shown(text) + "' holds a NUL character or is no Unicode",
        "leave it out: no program can be given it");
    return false;
  }

  /** Variables of a program. */
  public Environment environment(String path, Map<String, String> variables) {
    SortedMap<String, String> taken = new TreeMap<>();
    new TreeMap<>(variables)
        .forEach(
            (name, value) -> {
              if (!Environment.isName(name)) {
                findings.invalid(
                    path,
                    "'" + Findings.shown(name) + "' cannot be set",
                    "names are not empty, without '=' and without NUL");
              } else if (transmissible(path + "." + Findings.shown(name), value)) {
                taken.put(name, value);
              }
            });
    return new Environment(taken);
  }

  /** A folder; null for an empty text. */
  public @Nullable AbsolutePath folder(String path, String text) {
    if (text.isEmpty() || AbsolutePath.wellFormed(text)) {
      return text.isEmpty() ? null : new AbsolutePath(text);
    }
    if (transmissible(path, text)) {
      findings.invalid(path, "'" + Findings.shown(text) + "' is not absolute", "start it with '/'");
    }
    return ROOT;
  }

  /** Where an HTTP request goes. */
  public HttpUrl url(String path, String text) {
    return HttpUrl.read(text)
        .orElseGet(
            () -> {
              findings.invalid(
                  path,
                  "'" + Findings.shown(text) + "' is not a URL that a request can be sent to",
                  "use http://host:port/path with a host of letters, digits, '-' and '.' (no '_'),"
                      + " and write other characters as %XX");
              return NO_URL;
            });
  }

  /** A signal; TERM for an empty text. */
  public Signal signal(String path, String text) {
    Optional<Signal> signal = text.isEmpty() ? Optional.of(Signal.TERM) : Signal.read(text);
    if (signal.isEmpty()) {
      findings.invalid(
          path,
          "'" + Findings.shown(text) + "' is not a signal that can be sent",
          "use TERM, INT, QUIT, HUP, USR1, USR2 or KILL");
    }
    return signal.orElse(Signal.TERM);
  }

  /** What a service is kept apart from; nothing for an empty text. */
  public Isolation isolation(String path, String text) {
    Optional<Isolation> isolation =
        text.isEmpty() ? Optional.of(Isolation.NONE) : Isolation.read(text);
    if (isolation.isEmpty()) {
      findings.invalid(
          path,
          "'" + Findings.shown(text) + "' is no isolation that there is",
          "use none or pid-namespace");
    }
    return isolation.orElse(Isolation.NONE);
  }

  /** Whom a program runs as: the user at {@code path.user} with the group at {@code path.group}. */
  public RunAs runAs(String path, String user, String group) {
    boolean userNamed = named(path + ".user", user);
    boolean named = named(path + ".group", group) && userNamed;
    if (user.isEmpty() && !group.isEmpty()) {
      findings.invalid(path + ".group", "a group without a user", "name the user too");
      return RunAs.NODE;
    }
    return named ? new RunAs(user, group) : RunAs.NODE;
  }

  private boolean named(String path, String name) {
    boolean good = name.isEmpty() || RunAs.isName(name);
    if (!good) {
      findings.invalid(
          path,
          "'" + Findings.shown(name) + "' is no name of a user or group",
          "use at most 64 letters, digits and . _ - @ $, beginning with a letter, a digit or _");
    }
    return good;
  }

  /**
   * A time as messages have it: seconds, and nanoseconds of the same sign; see the other method.
   */
  public Duration duration(String path, long seconds, int nanos, DurationRange range) {
    boolean oneSign = seconds == 0 || nanos == 0 || (seconds < 0) == (nanos < 0);
    boolean inSeconds = seconds >= -MAX_SECONDS && seconds <= MAX_SECONDS;
    if (oneSign && inSeconds && nanos > -NANOS && nanos < NANOS) {
      return duration(path, Duration.ofSeconds(seconds, nanos), range);
    }
    findings.invalid(
        path,
        "is not a duration: " + seconds + " s and " + nanos + " ns",
        "give nanoseconds below a second and of the same sign");
    return range.least();
  }

  /** A time that can be counted with; whether it is in its range is for the rules to say. */
  public Duration duration(String path, Duration time, DurationRange range) {
    if (DurationRange.countable(time)) {
      return time;
    }
    findings.between(path, time, range);
    return range.nearest(time);
  }

  /**
   * A number of an unsigned field, whose upper half comes as negative numbers; whether it is in its
   * range is for the rules to say.
   */
  public int count(String path, int unsigned, CountRange range) {
    if (unsigned >= 0) {
      return unsigned;
    }
    findings.size(path, Integer.toUnsignedLong(unsigned), range);
    return range.most();
  }
}
