package io.quorate.replica.golden;

import io.quorate.core.NodeId;
import io.quorate.core.declaration.AbsolutePath;
import io.quorate.core.declaration.Delivery;
import io.quorate.core.declaration.DottedNumber;
import io.quorate.core.declaration.ExternalPaths;
import io.quorate.core.declaration.Fact;
import io.quorate.core.declaration.FileAccess;
import io.quorate.core.declaration.GroupConfiguration;
import io.quorate.core.declaration.PathPattern;
import io.quorate.core.declaration.Program;
import io.quorate.core.declaration.RunAs;
import io.quorate.core.declaration.SchemaRule;
import io.quorate.core.declaration.ScopeRule;
import io.quorate.core.declaration.ValidationCommand;
import io.quorate.core.declaration.ValueConstraint;
import io.quorate.core.declaration.ValueScope;
import io.quorate.core.registry.Command;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What declarations of the golden log say of configurations. */
final class GoldenConfigurations {
  private final Random random;

  GoldenConfigurations(Random random) {
    this.random = random;
  }

  GroupConfiguration next() {
    return new GroupConfiguration(
        random.nextInt(3) == 0 ? null : ValueScope.EITHER,
        List.of(
            new ScopeRule(scope(), paths("p0/*"), null, "größer"),
            new ScopeRule(scope(), paths("p1/**", "p1"), new PathPattern("p2"), "")),
        random.nextInt(3) == 0 ? List.of(new ExternalPaths("panorama", paths("p2/*"))) : List.of(),
        random.nextInt(3) == 0
            ? List.of(new ValueConstraint(rule(), paths("p0/*", "p1/*")))
            : List.of(),
        random.nextInt(3) == 0
            ? List.of(new SchemaRule(new PathPattern("p2"), paths("p0/*")))
            : List.of(),
        random.nextInt(4) == 0
            ? new ValidationCommand(
                Program.of("/bin/prüfe", ""), Duration.ofSeconds(3), List.of(new NodeId("b")))
            : null);
  }

  private ValueConstraint.Rule rule() {
    ValueConstraint.Rule[] rules = ValueConstraint.Rule.values();
    return rules[random.nextInt(rules.length)];
  }

  List<Delivery> deliveries() {
    return random.nextBoolean()
        ? List.of()
        : List.of(
            new Delivery(
                "tree",
                new Delivery.Folder(new AbsolutePath("/etc/größe"), paths("p0/*", "p1/**")),
                new FileAccess(new RunAs("postgres", "ssl-cert"), 0440, 02750),
                new Delivery.Reload(
                    Program.of("/bin/reload", ""), Duration.ofSeconds(5), RunAs.NODE)),
            new Delivery(
                "one",
                new Delivery.SingleFile(new AbsolutePath("/etc/p2"), new PathPattern("p2")),
                FileAccess.DEFAULT,
                null));
  }

  List<Fact> facts() {
    Fact.Question question =
        new Fact.Question(
            Program.of("/bin/prüfe", ""),
            Duration.ofSeconds(3),
            Duration.ofMillis(1_500),
            new RunAs("postgres", ""));
    return switch (random.nextInt(3)) {
      case 0 -> List.of();
      case 1 ->
          List.of(
              new Fact("edition", Fact.Kind.LICENCE, null, new Fact.Equal()),
              new Fact("ready", Fact.Kind.READINESS, question, new Fact.Known()));
      default ->
          List.of(
              new Fact(
                  "software",
                  Fact.Kind.VERSION,
                  question,
                  new Fact.AtLeast(new DottedNumber("10.2"))));
    };
  }

  private ValueScope scope() {
    return random.nextBoolean() ? ValueScope.CLUSTER : ValueScope.NODE;
  }

  private static List<PathPattern> paths(String... texts) {
    return List.of(texts).stream().map(PathPattern::new).toList();
  }

  Command.ApplyGroup.@Nullable Move move() {
    return switch (random.nextInt(3)) {
      case 0 -> null;
      case 1 -> new Command.ApplyGroup.Move(null);
      default -> new Command.ApplyGroup.Move(new NodeId("b"));
    };
  }
}
