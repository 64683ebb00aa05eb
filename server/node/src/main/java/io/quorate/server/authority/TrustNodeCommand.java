package io.quorate.server.authority;

import io.quorate.trust.Identity.Kind;
import io.quorate.trust.authority.Authority;
import io.quorate.trust.authority.AuthorityFolder;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code quorate trust node}: credentials of a node. */
@Command(name = "node", description = "Make the credentials of a node.")
final class TrustNodeCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private IssueOptions options = new IssueOptions();

  @Parameters(paramLabel = "NAME", description = "The node, as in its node file.")
  private String name = "";

  @Option(
      names = {"-d", "--directory"},
      required = true,
      paramLabel = "FOLDER",
      description = "The folder that is made.")
  private Path directory = Path.of("");

  @Override
  public Integer call() {
    Issuing issuing = new Issuing(spec.commandLine());
    int days = issuing.days(options.days);
    return issuing.attempt(
        () -> {
          Authority authority = new AuthorityFolder(options.authority).read();
          issuing.hand(
              authority, issuing.identity(authority.cluster(), Kind.NODE, name), days, directory);
        });
  }
}
