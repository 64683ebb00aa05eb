package io.quorate.server.authority;

import io.quorate.trust.Identity.Kind;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code quorate trust node}: credentials of a node. */
@Command(name = "node", description = "Make the credentials of a node.")
final class TrustNodeCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private HandOptions options = new HandOptions();

  @Parameters(paramLabel = "NAME", description = "The node, as in its node file.")
  private String name = "";

  @Override
  public Integer call() {
    return new Issuing(spec.commandLine()).hand(options, Kind.NODE, name);
  }
}
