package io.quorate.server.authority;

import io.quorate.trust.Identity;
import io.quorate.trust.Identity.Kind;
import io.quorate.trust.authority.Authority;
import io.quorate.trust.authority.AuthorityFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code quorate trust init}: an authority, and what it certifies first. */
@Command(
    name = "init",
    description = {
      "Make an authority for a new cluster, and credentials for its nodes and first user, each in a",
      "folder of its own. Move each node's folder to its node; keep the folder 'authority' off the",
      "cluster: who has it can become everybody."
    })
final class TrustInitCommand implements Callable<Integer> {
  private static final String AUTHORITY = "authority";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--cluster",
      required = true,
      paramLabel = "NAME",
      description = "The cluster, as in its node files.")
  private String cluster = "";

  @Option(
      names = "--node",
      required = true,
      paramLabel = "NAME",
      description = "A node, as in its node file; may be repeated.")
  private List<String> nodes = new ArrayList<>();

  @Option(
      names = "--admin",
      required = true,
      paramLabel = "NAME",
      description = "The first user, who may do all.")
  private String admin = "";

  @Option(
      names = {"-d", "--directory"},
      required = true,
      paramLabel = "FOLDER",
      description = "Where the folders are made.")
  private Path directory = Path.of("");

  @Override
  public Integer call() {
    Issuing issuing = new Issuing(spec.commandLine());
    List<Identity> all = new ArrayList<>();
    nodes.forEach(node -> all.add(issuing.identity(cluster, Kind.NODE, node)));
    all.add(issuing.identity(cluster, Kind.ADMIN, admin));
    Set<String> folders = new HashSet<>(Set.of(AUTHORITY));
    for (Identity identity : all) {
      if (!folders.add(identity.name())) {
        throw new ParameterException(
            spec.commandLine(), "'" + identity.name() + "' is there twice: choose another name");
      }
    }
    return issuing.attempt(
        () -> {
          requireFree(folders);
          Authority authority = issuing.authority(cluster);
          Path kept = directory.resolve(AUTHORITY);
          new AuthorityFolder(kept).write(authority);
          spec.commandLine()
              .getOut()
              .println(
                  kept
                      + ": the authority of "
                      + cluster
                      + ", for "
                      + Issuing.AUTHORITY_DAYS
                      + " days");
          for (Identity identity : all) {
            issuing.hand(authority, identity, Issuing.DAYS, directory.resolve(identity.name()));
          }
        });
  }

  /** Before anything is made: half of it would be in the way of the next attempt. */
  private void requireFree(Set<String> folders) throws IOException {
    List<Path> taken =
        folders.stream().sorted().map(directory::resolve).filter(Files::exists).toList();
    if (!taken.isEmpty()) {
      throw new IOException(taken + " is there already; nothing was made: choose another folder");
    }
  }
}
