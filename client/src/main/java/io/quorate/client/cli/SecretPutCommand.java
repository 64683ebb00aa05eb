package io.quorate.client.cli;

import com.google.protobuf.ByteString;
import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.v1.PutSecretsRequest;
import io.quorate.v1.SecretChange;
import io.quorate.v1.WriteConfigResponse;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code quorate secret put}: seals a value and sets it by one commit. */
@Command(
    name = "put",
    description = "Seal a secret, which is read from standard input or a file, and set it.",
    footer = {
      "",
      "Every byte is taken as it is, a line break at the end too. A secret is never given on the",
      "command line, which other users of the machine can read.",
      "",
      "Examples:",
      "  quorate secret put web db/password < password.txt",
      "  quorate secret put web tls/key.pem --file key.pem --node a -m 'new certificate'"
    })
final class SecretPutCommand implements Callable<Integer> {

  private final QuorateCommand root;

  @Mixin private final SpaceName space = new SpaceName();

  @Parameters(index = "1", paramLabel = "PATH", description = "Where it shall be.")
  private String path = "";

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "Read it from this file. Default: standard input.")
  private String file = "-";

  @Option(
      names = "--node",
      paramLabel = "NODE",
      description = "For this member only. Default: for all members.")
  private String node = "";

  @Option(
      names = "--media-type",
      paramLabel = "TYPE",
      description = "What it is. Default: text/plain, application/json for .json, ...")
  private String mediaType = "";

  @Mixin private final ExpectedValue expected = new ExpectedValue();

  @Mixin private final CommitOptions commit = new CommitOptions();

  @Mixin private final StageOptions stage = new StageOptions();

  SecretPutCommand(QuorateCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws QuorateException, IOException, InterruptedException {
    expected.check(root);
    stage.check(root, commit);
    if (stage.given() && expected.revision().isPresent()) {
      throw root.usage("--if-absent and --if-value-revision do not go with --candidate");
    }
    PutSecretsRequest request =
        PutSecretsRequest.newBuilder()
            .setGroup(space.name())
            .addChanges(change())
            .setTerms(commit.terms())
            .setDryRun(commit.dryRun())
            .setCandidate(stage.name())
            .build();
    try (QuorateClient client = root.client()) {
      WriteConfigResponse response = client.secrets().put(request);
      if (stage.given()) {
        root.console()
            .answer(
                response, paint -> space.name() + ": put into candidate " + stage.name() + "\n");
        return ExitCode.DONE;
      }
      return commit.answer(root, client, space.name(), response);
    }
  }

  private SecretChange change() throws IOException {
    ByteString value = InputFile.read(file, root.surroundings().input()).content();
    if (value.isEmpty()) {
      throw new IOException("there is no secret in what was read; nothing was changed");
    }
    SecretChange.Builder change =
        SecretChange.newBuilder()
            .setPath(path)
            .setNode(node)
            .setValue(value)
            .setMediaType(mediaType.isEmpty() ? MediaTypes.of(path, value) : mediaType);
    expected.revision().ifPresent(change::setIfRevision);
    return change.build();
  }
}
