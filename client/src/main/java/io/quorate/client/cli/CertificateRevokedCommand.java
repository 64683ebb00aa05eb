package io.quorate.client.cli;

import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.client.cli.TextTable.Cell;
import io.quorate.v1.ListRevocationsResponse;
import io.quorate.v1.Revocation;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code quorate certificate revoked}: whose certificates are not taken. */
@Command(
    name = "revoked",
    description =
        "Show whose certificates are revoked, up to when, by whom and why. Times are UTC.",
    footer = {"", "Example:", "  quorate certificate revoked"})
final class CertificateRevokedCommand implements Callable<Integer> {

  private final QuorateCommand root;

  CertificateRevokedCommand(QuorateCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws QuorateException {
    try (QuorateClient client = root.client()) {
      ListRevocationsResponse response = client.revocations();
      root.console().answer(response, paint -> view(response, paint));
      return ExitCode.DONE;
    }
  }

  private static String view(ListRevocationsResponse response, Paint paint) {
    if (response.getRevocationsCount() == 0) {
      return "no certificates are revoked\n";
    }
    TextTable table = new TextTable("HOLDER", "BEGUN BEFORE", "BY", "AT", "WHY");
    for (Revocation revocation : response.getRevocationsList()) {
      table.row(
          Cell.of(HolderName.shown(revocation.getHolder())),
          Cell.of(Words.time(revocation.getBefore())),
          Cell.of(revocation.getBy()),
          Cell.of(Words.time(revocation.getAt())),
          Cell.of(revocation.getReason()));
    }
    return table.render(paint);
  }
}
