package io.quorate.server.files;

import com.google.protobuf.Message;
import io.quorate.client.yaml.Parsed;
import io.quorate.client.yaml.StrictYaml;
import io.quorate.v1.GroupSpec;
import io.quorate.v1.NodeFile;
import java.util.Set;
import java.util.TreeSet;

/** What a file is meant to be, told by its keys. */
enum FileKind {
  NODE,
  GROUP;

  /** The kind that has fewer keys which it does not know; GROUP when nothing speaks for either. */
  static FileKind of(byte[] content) {
    long asNode = unknownKeys(content, NodeFile.getDefaultInstance());
    long asGroup = unknownKeys(content, GroupSpec.getDefaultInstance());
    return asNode < asGroup ? NODE : GROUP;
  }

  private static <M extends Message> long unknownKeys(byte[] content, M prototype) {
    Set<String> known = new TreeSet<>();
    prototype.getDescriptorForType().getFields().forEach(field -> known.add(field.getName()));
    long unknown = 0;
    for (Parsed<M> document : StrictYaml.parseAll(content, prototype)) {
      if (document instanceof Parsed.Problems<M> refused) {
        unknown +=
            refused.problems().stream()
                .map(problem -> problem.path().replaceFirst("[.\\[].*", ""))
                .filter(key -> !key.isEmpty() && !known.contains(key))
                .distinct()
                .count();
      }
    }
    return unknown;
  }
}
