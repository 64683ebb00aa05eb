package io.quorate.client.cli;

import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.client.RefusedException;
import io.quorate.client.yaml.Parsed;
import io.quorate.client.yaml.Problem;
import io.quorate.client.yaml.StrictYaml;
import io.quorate.v1.ApplyGroupRequest;
import io.quorate.v1.ApplyGroupResponse;
import io.quorate.v1.GroupSpec;
import io.quorate.v1.MoveValues;
import io.quorate.v1.Notice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code quorate group apply}: creates or changes the groups of a file. */
@Command(
    name = "apply",
    description = "Create or change the groups of a file.",
    footer = {
      "",
      "A file may hold several groups, separated by lines of ---. They are all checked before the",
      "first is changed.",
      "",
      "Examples:",
      "  quorate group apply -f web.yaml --dry-run",
      "  quorate group show web > web.yaml   # then edit it",
      "  quorate group apply -f web.yaml --based-on 3",
      "  quorate group apply -f web.yaml --move"
    })
final class GroupApplyCommand implements Callable<Integer> {

  private final QuorateCommand root;

  @Option(
      names = {"-f", "--file"},
      required = true,
      paramLabel = "FILE",
      description = "The group file, or - for standard input.")
  private String file = "";

  @Option(
      names = "--based-on",
      paramLabel = "REVISION",
      description = "Change it only if this is its present revision; 0: only if it does not exist.")
  private @Nullable Long basedOn;

  @Option(names = "--dry-run", description = "Check only, change nothing.")
  private boolean dryRun;

  @Option(
      names = "--move",
      paramLabel = "NODE",
      arity = "0..1",
      fallbackValue = "",
      description = {
        "Move the values of its configuration that get another scope: each member gets what was for",
        "all; what was of members becomes for all, by default that of the active, else of NODE."
      })
  private @Nullable String move;

  GroupApplyCommand(QuorateCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws IOException, QuorateException {
    InputFile input = InputFile.read(file, root.surroundings().input());
    List<Parsed.Ok<GroupSpec>> documents = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (Parsed<GroupSpec> parsed :
        StrictYaml.parseAll(input.content().toByteArray(), GroupSpec.getDefaultInstance())) {
      if (parsed instanceof Parsed.Ok<GroupSpec> ok) {
        documents.add(ok);
      } else if (parsed instanceof Parsed.Problems<GroupSpec> refused) {
        problems.addAll(refused.problems());
      }
    }
    if (!problems.isEmpty()) {
      problems.forEach(problem -> root.console().error(input.line(problem)));
      return ExitCode.FAILED;
    }
    if (basedOn != null && (basedOn < 0 || documents.size() > 1)) {
      throw root.usage("--based-on takes a revision from 0, for a file of one group");
    }
    try (QuorateClient client = root.client()) {
      return apply(client, input, documents);
    }
  }

  private int apply(QuorateClient client, InputFile input, List<Parsed.Ok<GroupSpec>> documents)
      throws QuorateException {
    Console console = root.console();
    List<ApplyGroupRequest> requests = documents.stream().map(this::request).toList();
    boolean checkFirst = requests.size() > 1 && !dryRun;
    int refused = 0;
    for (int i = 0; checkFirst && i < requests.size(); i++) {
      ApplyGroupRequest check = requests.get(i).toBuilder().setDryRun(true).build();
      refused += send(client, check, documents.get(i), input) == null ? 1 : 0;
    }
    if (refused > 0) {
      console.error(
          "nothing was changed: "
              + refused
              + " of "
              + Words.count(requests.size(), "group")
              + " refused");
      return ExitCode.FAILED;
    }
    for (int i = 0; i < requests.size(); i++) {
      ApplyGroupResponse response = send(client, requests.get(i), documents.get(i), input);
      if (response == null) {
        refused++;
      } else {
        print(console, requests, i, response);
      }
    }
    return refused == 0 ? ExitCode.DONE : ExitCode.FAILED;
  }

  private ApplyGroupRequest request(Parsed.Ok<GroupSpec> document) {
    ApplyGroupRequest.Builder request =
        ApplyGroupRequest.newBuilder().setSpec(document.message()).setDryRun(dryRun);
    if (basedOn != null) {
      request.setBasedOn(basedOn);
    }
    if (move != null) {
      request.setMove(MoveValues.newBuilder().setFrom(move));
    }
    return request.build();
  }

  /** The answer, or null when the reasons of a refusal have been printed. */
  private @Nullable ApplyGroupResponse send(
      QuorateClient client,
      ApplyGroupRequest request,
      Parsed.Ok<GroupSpec> document,
      InputFile input)
      throws QuorateException {
    try {
      return client.applyGroup(request);
    } catch (RefusedException refused) {
      for (Notice reason : refused.reasons()) {
        int line = document.positions().lineOf(reason.getPath());
        root.console().error(input.name() + ":" + line + ": " + Notices.line(reason));
      }
      return null;
    }
  }

  private void print(
      Console console, List<ApplyGroupRequest> requests, int index, ApplyGroupResponse response) {
    String name = requests.get(index).getSpec().getName();
    if (requests.size() == 1) {
      console.answer(response, paint -> view(name, response, paint));
    } else if (console.format() == OutputFormat.TABLE) {
      console.answer(response, paint -> view(name, response, paint));
    } else {
      console.answerInSeries(response, paint -> "");
    }
  }

  private String view(String name, ApplyGroupResponse response, Paint paint) {
    String result = response.getResult().name().toLowerCase(Locale.ROOT);
    String done = dryRun ? "would be " + result + " (nothing was changed)" : result;
    String revision = dryRun ? "" : ", revision " + Long.toUnsignedString(response.getRevision());
    StringBuilder text =
        new StringBuilder(Words.oneLine(name + ": " + done + revision)).append('\n');
    response
        .getWarningsList()
        .forEach(notice -> text.append(Notices.lines(notice, "", Tone.WARN, paint)));
    return text.toString();
  }
}
