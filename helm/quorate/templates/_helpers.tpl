{{- define "quorate.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- if contains $name .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "quorate.selector" -}}
app.kubernetes.io/name: quorate
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "quorate.labels" -}}
{{ include "quorate.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- with .Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* All pods that vote. */}}
{{- define "quorate.voters" -}}
{{ include "quorate.selector" . }}
quorate.io/voter: "true"
{{- end -}}

{{/* The image of .root, or .override where it names one; whose tag or digest is not that of another. */}}
{{- define "quorate.image" -}}
{{- $image := .root.Values.image -}}
{{- $own := .override | default dict -}}
{{- if or $own.repository $own.tag $own.digest -}}
{{- $image = dict "registry" ($own.registry | default $image.registry) "repository" ($own.repository | default $image.repository) "tag" $own.tag "digest" $own.digest -}}
{{- end -}}
{{- if $image.registry }}{{ $image.registry }}/{{ end }}{{ $image.repository -}}
{{- if $image.digest }}@{{ $image.digest }}{{ else }}:{{ $image.tag | default .root.Chart.AppVersion }}{{ end -}}
{{- end -}}

{{/* The nodes as JSON: name, kind, pod (none when it runs elsewhere), host, ports. */}}
{{- define "quorate.nodes" -}}
{{- $root := . -}}
{{- $full := include "quorate.fullname" . -}}
{{- $domain := printf "%s-peers.%s.svc.%s" $full .Release.Namespace .Values.clusterDomain -}}
{{- $nodes := list -}}
{{- range $i := until 2 -}}
{{- $pod := printf "%s-data-%d" $full $i -}}
{{- $host := printf "%s.%s" $pod $domain -}}
{{- if $root.Values.advertisedHosts }}{{ $host = index $root.Values.advertisedHosts $i }}{{ end -}}
{{- $nodes = append $nodes (dict "name" (printf "data-%d" $i) "kind" "data" "pod" $pod "host" $host "raft" 7400 "api" 7401 "http" 7402) -}}
{{- end -}}
{{- with .Values.witness.external -}}
{{- if .host -}}
{{- $nodes = append $nodes (dict "name" "witness-0" "kind" "witness" "pod" "" "host" .host "raft" (int .raftPort) "api" (int .apiPort) "http" (int .httpPort)) -}}
{{- else -}}
{{- $pod := printf "%s-witness-0" $full -}}
{{- $nodes = append $nodes (dict "name" "witness-0" "kind" "witness" "pod" $pod "host" (printf "%s.%s" $pod $domain) "raft" 7400 "api" 7401 "http" 7402) -}}
{{- end -}}
{{- end -}}
{{- toJson $nodes -}}
{{- end -}}

{{/*
The Secrets with credentials as JSON: data, a list of two, witness, admin; empty without TLS. What is missing is said at once.
*/}}
{{- define "quorate.secrets" -}}
{{- $tls := .Values.tls -}}
{{- $full := include "quorate.fullname" . -}}
{{- if eq $tls.mode "certManager" -}}
{{- if not $tls.certManager.issuer.name -}}
{{- fail "tls.certManager.issuer.name is missing: name an issuer, or choose another tls.mode" -}}
{{- end -}}
{{- toJson (dict "data" (list (printf "%s-data-0-tls" $full) (printf "%s-data-1-tls" $full)) "witness" (printf "%s-witness-0-tls" $full) "admin" (printf "%s-admin-tls" $full)) -}}
{{- else if eq $tls.mode "secrets" -}}
{{- $missing := list -}}
{{- if ne (len $tls.secrets.data) 2 }}{{ $missing = append $missing "tls.secrets.data (two)" }}{{ end -}}
{{- if and (not $tls.secrets.witness) (not .Values.witness.external.host) }}{{ $missing = append $missing "tls.secrets.witness" }}{{ end -}}
{{- if and (not $tls.secrets.admin) .Values.formationJob.enabled }}{{ $missing = append $missing "tls.secrets.admin" }}{{ end -}}
{{- if $missing -}}
{{- fail (printf "tls.mode is secrets, and these are not named: %s" (join ", " $missing)) -}}
{{- end -}}
{{- toJson (dict "data" $tls.secrets.data "witness" $tls.secrets.witness "admin" $tls.secrets.admin) -}}
{{- else -}}
{{- toJson dict -}}
{{- end -}}
{{- end -}}

{{/* Where the API is reached, for the command line. */}}
{{- define "quorate.servers" -}}
{{- $servers := list -}}
{{- range include "quorate.nodes" . | fromJsonArray -}}
{{- $servers = append $servers (printf "%s:%d" .host (int .api)) -}}
{{- end -}}
{{- join "," $servers -}}
{{- end -}}

{{/* The node file of one node. */}}
{{- define "quorate.nodefile" -}}
cluster: {{ .root.Values.cluster }}
node: {{ .node.name }}
data_directory: /var/lib/quorate/node
timing: {{ .root.Values.timing.profile }}
{{- if ne .root.Values.tls.mode "none" }}
trust_directory: /etc/quorate-trust/{{ .node.pod | default .node.name }}
{{- end }}
peers:
{{- range .nodes }}
  - {node: {{ .name }}, kind: {{ .kind }}, host: {{ .host | quote }}, raft_port: {{ int .raft }}, api_port: {{ int .api }}, http_port: {{ int .http }}}
{{- end }}
bind:
  raft: {{ .root.Values.bindAddress | quote }}
  api: {{ .root.Values.bindAddress | quote }}
  http: {{ .root.Values.bindAddress | quote }}
limits:
  handover_timeout: {{ int .root.Values.timing.handoverSeconds }}s
{{- end -}}

{{/* A group file: the data nodes are its members where it names none. */}}
{{- define "quorate.groupfile" -}}
{{- $members := list (dict "node" "data-0") (dict "node" "data-1") -}}
{{- toYaml (merge (dict) . (dict "members" $members)) -}}
{{- end -}}

{{/* A time such as 1m30s in whole seconds, rounded up. */}}
{{- define "quorate.seconds" -}}
{{- $millis := 0 -}}
{{- range regexFindAll "[0-9]+(ms|s|m|h)" . -1 -}}
{{- $number := regexFind "[0-9]+" . | int -}}
{{- $unit := regexFind "[a-z]+" . -}}
{{- $millis = add $millis (mul $number (index (dict "ms" 1 "s" 1000 "m" 60000 "h" 3600000) $unit)) -}}
{{- end -}}
{{- div (add $millis 999) 1000 -}}
{{- end -}}

{{/* What handing over, stopping all services and going may take at most. */}}
{{- define "quorate.grace" -}}
{{- $seconds := add 15 (mul 2 (int .Values.timing.handoverSeconds)) -}}
{{- range .Values.groups -}}
{{- range .resources -}}
{{- with .service -}}
{{- $seconds = add $seconds (include "quorate.seconds" (.stop_timeout | default "10s") | int) -}}
{{- end -}}
{{- with .hook -}}
{{- $seconds = add $seconds (include "quorate.seconds" (.timeout | default "10s") | int) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- $given := int .Values.terminationGracePeriodSeconds -}}
{{- if and $given (lt $given (int $seconds)) -}}
{{- fail (printf "terminationGracePeriodSeconds is %d, but handing over and stopping may take %d: raise it, or leave it 0" $given (int $seconds)) -}}
{{- end -}}
{{- $given | default $seconds -}}
{{- end -}}

{{- define "quorate.podsecurity" -}}
runAsNonRoot: true
runAsUser: 1001
runAsGroup: 1001
fsGroup: 1001
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{- define "quorate.containersecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end -}}

{{- define "quorate.javaoptions" -}}
-Djava.security.properties=/etc/quorate/java.security -Dnetworkaddress.cache.ttl=5{{ with . }} {{ . }}{{ end }}
{{- end -}}
