package io.quorate.server.authority;

import io.quorate.trust.Identity.Kind;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code quorate trust user}: credentials of a person or a program. */
@Command(name = "user", description = "Make the credentials of a person or a program.")
final class TrustUserCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private HandOptions options = new HandOptions();

  @Parameters(paramLabel = "NAME", description = "Who it is, for the history and the audit.")
  private String name = "";

  @Option(
      names = "--role",
      required = true,
      paramLabel = "ROLE",
      description =
          "viewer may look; operator may also move roles and change what groups keep; admin may also"
              + " declare and delete groups, and see secrets.")
  private Role role = Role.VIEWER;

  /** What a user may do. */
  enum Role {
    VIEWER,
    OPERATOR,
    ADMIN;

    Kind kind() {
      return Kind.valueOf(name());
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public Integer call() {
    return new Issuing(spec.commandLine()).hand(options, role.kind(), name);
  }
}
