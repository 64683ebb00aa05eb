package io.quorate.core.config;

import io.quorate.core.ClusterTime;
import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import io.quorate.core.Revision;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What may be done with candidates. Staging checks forms and bounds, the commit all the rest. */
final class CandidateRules {
  private final ConfigView view;
  private final CandidateView candidates;
  private final CommitDraft draft;
  private final ClusterTime now;

  CandidateRules(ConfigView view, CandidateView candidates, CommitDraft draft, ClusterTime now) {
    this.view = view;
    this.candidates = candidates;
    this.draft = draft;
    this.now = now;
  }

  ConfigDecision stage(ConfigCommand.Stage command, String actor) {
    if (command.edits().size() > ConfigLimits.EDITS) {
      return draft.refused(
          Refusal.of(
              Reason.LIMIT_EXCEEDED,
              command.edits().size() + " changes at once",
              "stage at most " + ConfigLimits.EDITS + " at once"));
    }
    Candidate known = candidates.get(command.id());
    if (known == null) {
      room(command.id().space());
    }
    Candidate candidate = known == null ? begun(command.id(), actor) : known;
    Set<ConfigPlace> places = new TreeSet<>();
    List<CandidateView.Staged> edits = new ArrayList<>();
    int changes = candidate.size().changes();
    long bytes = candidate.size().bytes();
    for (ConfigEdit edit : command.edits()) {
      if (!places.add(edit.place())) {
        draft.invalid(edit, "two changes of " + edit.place().whose("the value") + " at once");
      }
      draft.form(edit);
      StagedEdit before = candidates.edit(command.id(), edit.place());
      changes += before == null ? 1 : 0;
      bytes += WriteBounds.bytes(edit) - (before == null ? 0 : bytes(edit.place(), before));
      edits.add(staged(edit));
    }
    WriteBounds.check(command.edits(), draft.refusals());
    bounds(changes, bytes);
    Candidate after = candidate.used(now, candidate.base(), new Candidate.Size(changes, bytes));
    return decided(new CandidateEdited(after, edits));
  }

  private Candidate begun(CandidateId id, String actor) {
    return new Candidate(id, actor, view.head().revision(), now, now, Candidate.Size.NONE, 0);
  }

  private void room(SpaceId space) {
    if (candidates.of(space).size() >= ConfigLimits.CANDIDATES) {
      draft
          .refusals()
          .add(
              Reason.LIMIT_EXCEEDED,
              space + " has " + ConfigLimits.CANDIDATES + " candidates already",
              "commit or discard one: quorate config candidates " + space);
    }
  }

  private static long bytes(ConfigPlace place, StagedEdit staged) {
    return WriteBounds.bytes(new ConfigEdit(place, staged.to(), null));
  }

  private CandidateView.Staged staged(ConfigEdit edit) {
    return new CandidateView.Staged(
        edit.place(), new StagedEdit(edit.to(), revision(view.get(edit.place()))));
  }

  private static Revision revision(@Nullable ConfigEntry present) {
    return present == null ? Revision.NONE : present.revision();
  }

  private void bounds(int changes, long bytes) {
    if (changes > ConfigLimits.COMMIT_CHANGES || bytes > ConfigLimits.COMMIT_BYTES) {
      draft
          .refusals()
          .add(
              Reason.LIMIT_EXCEEDED,
              "the candidate would have " + changes + " changes of " + bytes + " bytes",
              "a commit holds "
                  + ConfigLimits.COMMIT_CHANGES
                  + " changes of "
                  + ConfigLimits.COMMIT_BYTES
                  + " bytes; commit what is there, then go on");
    }
  }

  ConfigDecision commit(ConfigCommand.CommitCandidate command, @Nullable ClusterTime until) {
    draft.terms(command.terms());
    Candidate candidate = candidates.get(command.id());
    if (candidate == null) {
      return draft.refused(CandidateView.unknown(command.id()));
    }
    List<ConfigEdit> edits = new ArrayList<>();
    for (CandidateView.Staged staged : candidates.edits(command.id())) {
      ConfigEdit edit = staged.asEdit();
      ConfigEntry present = view.get(edit.place());
      draft.form(edit);
      if (!CommitDraft.changes(edit, present)) {
        continue; // whoever else made it so
      }
      if (staged.conflicts(candidate.base(), present)) {
        conflict(candidate, staged.place(), present);
      }
      if (!draft.weighed(edit, present)) {
        return draft.refused();
      }
      edits.add(edit);
    }
    ConfigOrigin origin = ConfigOrigin.candidate(command.id().name());
    ConfigDecision decision =
        draft.finished(
            new ConfigChanged.Why(origin, command.terms().comment()),
            edits,
            unchanged(candidate, command.terms()),
            until);
    return decision.refusals().isEmpty() && decision.event() == null
        ? decided(new CandidateDropped(command.id()))
        : decision;
  }

  /** What was found valid is the candidate as it was then. */
  private static ConfigCommand.Terms unchanged(Candidate candidate, ConfigCommand.Terms terms) {
    Validated validated = terms.validated();
    return validated != null && validated.edition() != candidate.edition()
        ? terms.with(null)
        : terms;
  }

  private void conflict(Candidate candidate, ConfigPlace place, @Nullable ConfigEntry present) {
    String what = present == null ? "deleted" : "changed at revision " + present.revision();
    draft
        .refusals()
        .add(
            Reason.REVISION_CONFLICT,
            place.whose("the value")
                + " was "
                + what
                + ", the candidate is based on revision "
                + candidate.base(),
            "look at both (quorate config diff "
                + candidate.id().space()
                + " --candidate "
                + candidate.id().name()
                + "), then commit with --rebase",
            place.path().value());
  }

  ConfigDecision rebase(ConfigCommand.Rebase command) {
    Candidate candidate = candidates.get(command.id());
    if (candidate == null) {
      return draft.refused(CandidateView.unknown(command.id()));
    }
    Revision head = view.head().revision();
    if (!command.head().equals(head)) {
      return draft.refused(
          Refusal.of(
              Reason.REVISION_CONFLICT,
              "based on revision " + command.head() + ", " + command.space() + " is at " + head,
              "look at the differences again"));
    }
    List<CandidateView.Staged> moved = new ArrayList<>();
    for (CandidateView.Staged staged : candidates.edits(command.id())) {
      CandidateView.Staged onto = staged(staged.asEdit());
      if (!onto.edit().seen().equals(staged.edit().seen())) {
        moved.add(onto);
      }
    }
    return decided(new CandidateEdited(candidate.used(now, head, candidate.size()), moved));
  }

  ConfigDecision discard(CandidateId id) {
    return candidates.get(id) == null
        ? draft.refused(CandidateView.unknown(id))
        : decided(new CandidateDropped(id));
  }

  ConfigDecision dropUnused(CandidateId id) {
    Candidate candidate = candidates.get(id);
    return candidate == null || now.reached(candidate.until())
        ? discard(id)
        : draft.refused(
            Refusal.of(
                Reason.CANDIDATE_IN_USE,
                "candidate " + id + " was used at " + AwaitedCommit.shown(candidate.used()),
                "it is dropped at " + AwaitedCommit.shown(candidate.until())));
  }

  private ConfigDecision decided(ConfigEvent event) {
    return draft.refusals().none()
        ? new ConfigDecision(event, view.head().revision(), List.of())
        : draft.refused();
  }
}
