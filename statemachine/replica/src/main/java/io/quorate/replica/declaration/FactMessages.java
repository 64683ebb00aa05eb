package io.quorate.replica.declaration;

import io.quorate.core.declaration.DottedNumber;
import io.quorate.core.declaration.Fact;
import io.quorate.core.declaration.Findings;
import io.quorate.core.declaration.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Facts of members. */
final class FactMessages {
  private static final String EQUAL = "equal";
  private static final String KNOWN = "known";

  private FactMessages() {}

  static List<Fact> read(MessageFields fields, List<io.quorate.v1.Fact> messages) {
    List<Fact> facts = new ArrayList<>();
    for (io.quorate.v1.Fact message : messages) {
      facts.add(read(fields, "facts[" + facts.size() + "]", message));
    }
    return facts;
  }

  private static Fact read(MessageFields fields, String path, io.quorate.v1.Fact message) {
    Fact.Kind kind = kind(fields, path + ".kind", message.getKind());
    return new Fact(
        fields.values().name(path + ".name", message.getName()),
        kind,
        question(fields, path, message),
        rule(fields, path, message, kind),
        onMismatch(fields, path + ".on_mismatch", message.getOnMismatch()));
  }

  private static Fact.OnMismatch onMismatch(MessageFields fields, String path, String text) {
    Optional<Fact.OnMismatch> what =
        text.isEmpty() ? Optional.of(Fact.OnMismatch.TELL) : Fact.OnMismatch.read(text);
    if (what.isEmpty()) {
      fields
          .findings()
          .invalid(
              path,
              "'" + Findings.shown(text) + "' is nothing that can follow",
              "use tell or hold");
    }
    return what.orElse(Fact.OnMismatch.TELL);
  }

  private static Fact.Kind kind(MessageFields fields, String path, String text) {
    Optional<Fact.Kind> kind = Fact.Kind.read(text);
    if (kind.isEmpty()) {
      fields
          .findings()
          .invalid(
              path,
              text.isEmpty() ? "is missing" : "'" + Findings.shown(text) + "' is no kind of fact",
              "use version, feature, licence, plugin, content, capability or readiness");
    }
    return kind.orElse(Fact.Kind.VERSION);
  }

  private static Fact.@Nullable Question question(
      MessageFields fields, String path, io.quorate.v1.Fact message) {
    Program command = fields.values().command(path + ".command", message.getCommandList());
    if (command == null) {
      boolean more =
          message.hasInterval()
              || message.hasTimeout()
              || !message.getUser().isEmpty()
              || !message.getGroup().isEmpty();
      if (more) {
        fields
            .findings()
            .invalid(
                path + ".command",
                "is missing, and there is something about it",
                "name a command, or leave out interval, timeout, user and group");
      }
      return null;
    }
    return new Fact.Question(
        command,
        fields.duration(
            path + ".interval",
            message.hasInterval() ? message.getInterval() : null,
            Fact.Question.DEFAULT_INTERVAL,
            Fact.Question.INTERVAL),
        fields.duration(
            path + ".timeout",
            message.hasTimeout() ? message.getTimeout() : null,
            Fact.Question.DEFAULT_TIMEOUT,
            Fact.Question.TIMEOUT),
        fields.values().runAs(path, message.getUser(), message.getGroup()));
  }

  private static Fact.Rule rule(
      MessageFields fields, String path, io.quorate.v1.Fact message, Fact.Kind kind) {
    String text = message.getRule();
    String least = message.getAtLeast();
    if (!text.isEmpty() && !least.isEmpty()) {
      fields
          .findings()
          .invalid(path + ".rule", "there is at_least in its place", "leave one of them out");
    }
    if (!least.isEmpty()) {
      Optional<DottedNumber> number = DottedNumber.read(least);
      if (number.isEmpty()) {
        fields
            .findings()
            .invalid(
                path + ".at_least",
                "'" + Findings.shown(least) + "' is no number with or without dots",
                "write it like 3 or 10.2.1");
      }
      return number.<Fact.Rule>map(Fact.AtLeast::new).orElseGet(Fact.Equal::new);
    }
    return switch (text) {
      case EQUAL -> new Fact.Equal();
      case KNOWN -> new Fact.Known();
      default -> {
        if (!text.isEmpty()) {
          fields
              .findings()
              .invalid(
                  path + ".rule",
                  "'" + Findings.shown(text) + "' is no rule for facts",
                  "use equal or known, or at_least with a number");
        }
        yield kind == Fact.Kind.READINESS ? new Fact.Known() : new Fact.Equal();
      }
    };
  }

  /** What is said of one member. */
  static SortedMap<String, String> said(
      MessageFields fields, String path, Map<String, String> values) {
    SortedMap<String, String> said = new TreeMap<>();
    new TreeMap<>(values)
        .forEach(
            (name, text) -> {
              String at = path + "." + Findings.shown(name);
              String value = fields.values().words(at, text);
              if (fields.values().name(at, name).equals(name)) {
                said.put(name, value);
              }
            });
    return said;
  }

  static io.quorate.v1.Fact of(Fact fact) {
    io.quorate.v1.Fact.Builder message =
        io.quorate.v1.Fact.newBuilder().setName(fact.name()).setKind(fact.kind().toString());
    Fact.Question question = fact.question();
    if (question != null) {
      message
          .addAllCommand(question.command().line())
          .setInterval(MessageFields.message(question.interval()))
          .setTimeout(MessageFields.message(question.timeout()))
          .setUser(question.runAs().user())
          .setGroup(question.runAs().group());
    }
    if (fact.onMismatch() != Fact.OnMismatch.TELL) {
      message.setOnMismatch(fact.onMismatch().toString());
    }
    return fact.rule().dispatch(new Writer(message));
  }

  private record Writer(io.quorate.v1.Fact.Builder message)
      implements Fact.Cases<io.quorate.v1.Fact> {

    @Override
    public io.quorate.v1.Fact equal(Fact.Equal equal) {
      return message.setRule(EQUAL).build();
    }

    @Override
    public io.quorate.v1.Fact atLeast(Fact.AtLeast rule) {
      return message.setAtLeast(rule.least().text()).build();
    }

    @Override
    public io.quorate.v1.Fact known(Fact.Known known) {
      return message.setRule(KNOWN).build();
    }
  }
}
