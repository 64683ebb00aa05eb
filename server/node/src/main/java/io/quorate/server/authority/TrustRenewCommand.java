package io.quorate.server.authority;

import io.quorate.trust.Credentials;
import io.quorate.trust.Identity;
import io.quorate.trust.TrustException;
import io.quorate.trust.TrustFolder;
import io.quorate.trust.authority.Authority;
import io.quorate.trust.authority.AuthorityFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code quorate trust renew}: a new certificate for whoever has one. */
@Command(
    name = "renew",
    description = {
      "Put a new key and a new certificate of the same node or user into its folder. A node takes",
      "them up by itself within a minute, without a restart."
    })
final class TrustRenewCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private IssueOptions options = new IssueOptions();

  @Parameters(paramLabel = "FOLDER", description = "The folder of the node or user.")
  private Path folder = Path.of("");

  @Override
  public Integer call() {
    Issuing issuing = new Issuing(spec.commandLine());
    int days = issuing.days(options.days);
    return issuing.attempt(
        () -> {
          Authority authority = new AuthorityFolder(options.authority).read();
          issuing.renew(authority, holder(), days, folder);
        });
  }

  private Identity holder() throws IOException {
    try {
      return Credentials.holder(new TrustFolder(folder));
    } catch (TrustException unusable) {
      throw new IOException(unusable.getMessage(), unusable);
    }
  }
}
