package io.quorate.server.json;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import com.google.protobuf.DescriptorProtos.SourceCodeInfo.Location;
import com.google.protobuf.ExtensionRegistryLite;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the proto files say of services, methods, messages and fields, by full name. */
final class ProtoComments {
  private static final String FILE = "/quorate/described.binpb";

  private final Map<String, String> byName = new HashMap<>();

  private ProtoComments() {}

  /** Of the files that this program was built with. */
  static ProtoComments read() {
    ProtoComments comments = new ProtoComments();
    try (InputStream in = ProtoComments.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is missing in this distribution");
      }
      FileDescriptorSet set =
          FileDescriptorSet.parseFrom(in, ExtensionRegistryLite.getEmptyRegistry());
      set.getFileList().forEach(comments::add);
    } catch (IOException damaged) {
      throw new UncheckedIOException(FILE + " is damaged", damaged);
    }
    return comments;
  }

  /** In one line; empty when nothing is said. */
  String of(String fullName) {
    return byName.getOrDefault(fullName, "");
  }

  private void add(FileDescriptorProto file) {
    Map<List<Integer>, String> said = new HashMap<>();
    for (Location location : file.getSourceCodeInfo().getLocationList()) {
      if (location.hasLeadingComments()) {
        said.put(List.copyOf(location.getPathList()), line(location.getLeadingComments()));
      }
    }
    List<Integer> top = List.of();
    for (int i = 0; i < file.getMessageTypeCount(); i++) {
      add(
          file.getMessageType(i),
          file.getPackage(),
          below(top, FileDescriptorProto.MESSAGE_TYPE_FIELD_NUMBER, i),
          said);
    }
    for (int i = 0; i < file.getEnumTypeCount(); i++) {
      add(
          file.getEnumType(i),
          file.getPackage(),
          below(top, FileDescriptorProto.ENUM_TYPE_FIELD_NUMBER, i),
          said);
    }
    for (int i = 0; i < file.getServiceCount(); i++) {
      add(
          file.getService(i),
          file.getPackage(),
          below(top, FileDescriptorProto.SERVICE_FIELD_NUMBER, i),
          said);
    }
  }

  private void add(
      ServiceDescriptorProto service,
      String scope,
      List<Integer> at,
      Map<List<Integer>, String> said) {
    String name = put(scope, service.getName(), at, said);
    for (int i = 0; i < service.getMethodCount(); i++) {
      put(
          name,
          service.getMethod(i).getName(),
          below(at, ServiceDescriptorProto.METHOD_FIELD_NUMBER, i),
          said);
    }
  }

  private void add(
      DescriptorProto message, String scope, List<Integer> at, Map<List<Integer>, String> said) {
    String name = put(scope, message.getName(), at, said);
    for (int i = 0; i < message.getFieldCount(); i++) {
      put(
          name,
          message.getField(i).getName(),
          below(at, DescriptorProto.FIELD_FIELD_NUMBER, i),
          said);
    }
    for (int i = 0; i < message.getNestedTypeCount(); i++) {
      add(
          message.getNestedType(i),
          name,
          below(at, DescriptorProto.NESTED_TYPE_FIELD_NUMBER, i),
          said);
    }
    for (int i = 0; i < message.getEnumTypeCount(); i++) {
      add(message.getEnumType(i), name, below(at, DescriptorProto.ENUM_TYPE_FIELD_NUMBER, i), said);
    }
  }

  private void add(
      EnumDescriptorProto values, String scope, List<Integer> at, Map<List<Integer>, String> said) {
    String name = put(scope, values.getName(), at, said);
    for (int i = 0; i < values.getValueCount(); i++) {
      put(
          name,
          values.getValue(i).getName(),
          below(at, EnumDescriptorProto.VALUE_FIELD_NUMBER, i),
          said);
    }
  }

  private String put(String scope, String name, List<Integer> at, Map<List<Integer>, String> said) {
    String full = scope + "." + name;
    byName.put(full, said.getOrDefault(at, ""));
    return full;
  }

  private static List<Integer> below(List<Integer> at, int field, int index) {
    List<Integer> path = new ArrayList<>(at);
    path.add(field);
    path.add(index);
    return path;
  }

  private static String line(String comment) {
    return comment.lines().map(String::strip).collect(Collectors.joining(" ")).strip();
  }
}
