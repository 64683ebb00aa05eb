package io.quorate.server.authority;

import io.quorate.client.cli.ExitCode;
import io.quorate.trust.Identity;
import io.quorate.trust.TrustFolder;
import io.quorate.trust.authority.Authority;
import io.quorate.trust.authority.AuthorityFolder;
import io.quorate.trust.authority.Validity;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** What the commands that make credentials have in common. */
final class Issuing {
  /** A year, and some days to be late. */
  static final int DAYS = 397;

  /** Of an authority. */
  static final int AUTHORITY_DAYS = 3_653;

  private static final int MOST_DAYS = 36_500;

  private final CommandLine line;
  private final SecureRandom random = new SecureRandom();

  Issuing(CommandLine line) {
    this.line = line;
  }

  /** Something that is made on the disk. */
  interface Work {
    void run() throws IOException;
  }

  /** Runs it, and says what failed. */
  int attempt(Work work) {
    try {
      work.run();
      return ExitCode.DONE;
    } catch (NoSuchFileException missing) {
      line.getErr().println("error: " + missing.getFile() + " does not exist");
    } catch (AccessDeniedException denied) {
      line.getErr().println("error: " + denied.getFile() + " may not be read or written by you");
    } catch (IOException failed) {
      line.getErr().println("error: " + failed.getMessage());
    }
    return ExitCode.FAILED;
  }

  /** Certifies somebody by the authority of the options, and writes the folder. */
  int hand(HandOptions options, Identity.Kind kind, String name) {
    int days = days(options.issue.days);
    return attempt(
        () -> {
          Authority authority = new AuthorityFolder(options.issue.authority).read();
          hand(authority, identity(authority.cluster(), kind, name), days, options.directory);
        });
  }

  /** Certifies somebody, and writes the folder. */
  void hand(Authority authority, Identity identity, int days, Path folder) throws IOException {
    AuthorityFolder.hand(
        new TrustFolder(folder),
        authority.certificate(),
        authority.issue(identity, validity(days), random));
    line.getOut().println(folder + ": " + identity.uri() + ", for " + days + " days");
  }

  /** Certifies whoever has the folder anew. */
  void renew(Authority authority, Identity identity, int days, Path folder) throws IOException {
    AuthorityFolder.renew(
        new TrustFolder(folder), authority.issue(identity, validity(days), random));
    line.getOut().println(folder + ": " + identity.uri() + ", for " + days + " days");
  }

  /** A new authority. */
  Authority authority(String cluster) {
    return Authority.create(cluster, validity(AUTHORITY_DAYS), random);
  }

  private static Validity validity(int days) {
    return Validity.days(Instant.now(), days);
  }

  /** The identity, or the error of a usage that is wrong. */
  Identity identity(String cluster, Identity.Kind kind, String name) {
    try {
      return new Identity(cluster, kind, name);
    } catch (IllegalArgumentException malformed) {
      throw new ParameterException(line, String.valueOf(malformed.getMessage()));
    }
  }

  /** The number of days, or the error of a usage that is wrong. */
  int days(int days) {
    if (days < 1 || days > MOST_DAYS) {
      throw new ParameterException(line, "--days: use 1 to " + MOST_DAYS);
    }
    return days;
  }
}
