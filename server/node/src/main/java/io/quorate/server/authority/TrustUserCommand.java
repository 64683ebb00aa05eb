package io.quorate.server.authority;

import io.quorate.trust.Identity.Kind;
import io.quorate.trust.authority.Authority;
import io.quorate.trust.authority.AuthorityFolder;
import java.nio.file.Path;
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

  @Mixin private IssueOptions options = new IssueOptions();

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

  @Option(
      names = {"-d", "--directory"},
      required = true,
      paramLabel = "FOLDER",
      description = "The folder that is made.")
  private Path directory = Path.of("");

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
    Issuing issuing = new Issuing(spec.commandLine());
    int days = issuing.days(options.days);
    return issuing.attempt(
        () -> {
          Authority authority = new AuthorityFolder(options.authority).read();
          issuing.hand(
              authority, issuing.identity(authority.cluster(), role.kind(), name), days, directory);
        });
  }
}
