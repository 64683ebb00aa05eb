package io.quorate.server.api;

import io.quorate.core.Names;
import io.quorate.core.config.CandidateId;
import io.quorate.core.config.CandidateName;
import io.quorate.core.config.ConfigCommand;
import io.quorate.core.config.ConfigEdit;
import io.quorate.core.config.ConfigLimits;
import io.quorate.core.config.ConfigPath;
import io.quorate.core.config.ConfigPlace;
import io.quorate.core.config.ConfigScope;
import io.quorate.core.config.ConfigValue;
import io.quorate.core.config.Omission;
import io.quorate.core.config.SpaceId;
import io.quorate.core.declaration.DurationRange;
import io.quorate.core.declaration.Findings;
import io.quorate.core.secret.Seal;
import io.quorate.server.wire.WireFields;
import io.quorate.v1.ConfigChange;
import io.quorate.v1.ConfigTerms;
import io.quorate.v1.SealedValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what is said of configurations to types that cannot be wrong; collects the refusals. */
final class ConfigFields {
  private static final ConfigPath UNREADABLE = new ConfigPath("unreadable");
  private static final CandidateName UNREAD = new CandidateName("unreadable");
  private static final String A_PATH =
      "give 1 to 16 segments of letters, digits, '.', '_' and '-', joined by '/'";

  private static final DurationRange CONFIRM_WITHIN =
      new DurationRange(ConfigLimits.CONFIRM_AT_LEAST, ConfigLimits.CONFIRM_AT_MOST);

  private final WireFields fields;

  ConfigFields(WireFields fields) {
    this.fields = fields;
  }

  /** The space of a group. */
  SpaceId space(String group) {
    return new SpaceId(fields.group("group", group));
  }

  /** A candidate of a group. */
  CandidateId candidate(String group, String name) {
    Optional<CandidateName> read = CandidateName.read(name);
    if (read.isEmpty()) {
      fields.invalid(
          "name",
          name.isEmpty() ? "no name is given" : "'" + Findings.shown(name) + "' is not a name",
          "give a name: 1 to 63 of a-z, 0-9 and '-', a letter first");
    }
    return new CandidateId(space(group), read.orElse(UNREAD));
  }

  /** What is put into a candidate: on what it is based, the candidate says. */
  List<ConfigEdit> staged(List<ConfigChange> changes) {
    for (int i = 0; i < changes.size(); i++) {
      if (changes.get(i).hasIfRevision()) {
        fields.invalid(
            "changes[" + i + "].if_revision",
            "an edit of a candidate expects nothing of the value",
            "leave it out: a commit overwrites nothing that was changed since the candidate's"
                + " base");
      }
    }
    return edits(changes);
  }

  /** Whose value; empty for all. */
  ConfigScope scope(String field, String node) {
    if (node.isEmpty()) {
      return ConfigScope.ALL;
    }
    return new ConfigScope(fields.node(field, node));
  }

  ConfigPath path(String field, String text) {
    Optional<String> wrong = ConfigPath.wrong(text);
    wrong.ifPresent(message -> fields.invalid(field, message, A_PATH));
    return wrong.isPresent() ? UNREADABLE : new ConfigPath(text);
  }

  /** A path or nothing. */
  String pathOrNone(String field, String text) {
    return text.isEmpty() ? "" : path(field, text).value();
  }

  ConfigCommand.Terms terms(ConfigTerms terms) {
    return new ConfigCommand.Terms(
        terms.hasIfRevision() ? fields.revision("terms.if_revision", terms.getIfRevision()) : null,
        terms.hasEpoch() ? fields.epoch("terms.epoch", terms.getEpoch()) : null,
        fields.text("terms.comment", terms.getComment()),
        terms.hasConfirmWithin()
            ? fields.duration("terms.confirm_within", terms.getConfirmWithin(), CONFIRM_WITHIN)
            : null,
        owner(terms.getOwner()),
        terms.getSkipValidation() ? Omission.VALIDATION_COMMAND : null,
        null);
  }

  private String owner(String name) {
    if (!name.isEmpty() && !Names.wellFormed(name)) {
      fields.invalid(
          "terms.owner",
          "'" + Findings.shown(name) + "' is not the name of a system",
          "name an owner that the group file has under configuration.external");
      return "";
    }
    return name;
  }

  List<ConfigEdit> edits(List<ConfigChange> changes) {
    if (changes.size() > ConfigLimits.EDITS) {
      fields.invalid(
          "changes",
          "there are " + changes.size() + " changes",
          "write at most " + ConfigLimits.EDITS + " at once");
      return List.of();
    }
    List<ConfigEdit> edits = new ArrayList<>();
    for (int i = 0; i < changes.size(); i++) {
      edits.add(edit("changes[" + i + "].", changes.get(i)));
    }
    return edits;
  }

  private ConfigEdit edit(String at, ConfigChange change) {
    String type = change.getMediaType().isEmpty() ? ConfigValue.TEXT : change.getMediaType();
    return new ConfigEdit(
        new ConfigPlace(scope(at + "node", change.getNode()), path(at + "path", change.getPath())),
        value(at, change, type),
        change.hasIfRevision()
            ? fields.revision(at + "if_revision", change.getIfRevision())
            : null);
  }

  private @Nullable ConfigValue value(String at, ConfigChange change, String type) {
    if (!change.hasSealed()) {
      return change.hasValue() ? new ConfigValue(change.getValue().toByteArray(), type) : null;
    }
    if (change.hasValue()) {
      fields.invalid(at + "value", "there is a value and a sealed one", "leave one out");
    }
    SealedValue sealed = change.getSealed();
    Seal seal =
        new SecretFields(fields).seal(at + "sealed", sealed.getGeneration(), sealed.getTag());
    return new ConfigValue(sealed.getSealed().toByteArray(), type, seal);
  }
}
