# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
# fish completion for truefrom

set -l check '__fish_seen_subcommand_from check'
set -l setup '__fish_seen_subcommand_from setup'
set -l explain '__fish_seen_subcommand_from explain'

complete -c truefrom -f
complete -c truefrom -n __fish_use_subcommand -a check -d 'Whether messages come from the domain they name'
complete -c truefrom -n __fish_use_subcommand -a explain -d 'What a code means'
complete -c truefrom -n __fish_use_subcommand -a setup -d 'Which servers your mail comes through'
complete -c truefrom -n __fish_use_subcommand -l help -d 'Show the usage'
complete -c truefrom -n __fish_use_subcommand -l version -d 'Show the version'

complete -c truefrom -n $check -F
complete -c truefrom -n $check -l json -d 'One JSON object per message'
complete -c truefrom -n $check -l summary -d 'One line per message, the worst first'
complete -c truefrom -n $check -l details -d 'All details of every message'
complete -c truefrom -n $check -l answers -r -F -d 'Take DNS answers from a file'
complete -c truefrom -n $check -l record -r -F -d 'Write the DNS answers to a file'
complete -c truefrom -n $check -l resolver -x -d 'Ask this DNS server'
complete -c truefrom -n $check -l now -x -d 'The clock'
complete -c truefrom -n $check -l received-at -x -d 'When the messages arrived'
complete -c truefrom -n $check -l ip -x -d 'The address the messages came from'
complete -c truefrom -n $check -l helo -x -d 'The name the sending server gave'
complete -c truefrom -n $check -l mail-from -x -d 'The return address of the envelope'
complete -c truefrom -n $check -l trust-authserv -x -d 'Believe this server'
complete -c truefrom -n $check -l border -x -d 'The server that receives your mail'
complete -c truefrom -n $check -l trust-sealer -x -d 'Believe the ARC seals of this domain'
complete -c truefrom -n $check -l own -x -d 'One of your addresses or domains'
complete -c truefrom -n $check -l known -x -d 'A contact of yours'
complete -c truefrom -n $check -l known-list -x -d 'A mailing list you know'
complete -c truefrom -n $check -l protect -x -d 'A domain to watch over like your own'
complete -c truefrom -n $check -l displayed-from -x -d 'What the mail program shows as From'
complete -c truefrom -n $check -l attached -d 'Judge attached messages too'
complete -c truefrom -n $check -l no-attached -d 'Do not judge attached messages'
complete -c truefrom -n $check -l allow-legacy-crypto -d 'Judge old signatures by the rules of their day'
complete -c truefrom -n $check -l offline -d 'Ask nobody'
complete -c truefrom -n $check -l help -d 'List the options'

complete -c truefrom -n $setup -F
complete -c truefrom -n $setup -l apply -d 'Add what is proposed to your settings'
complete -c truefrom -n $setup -l help -d 'List the options'

for number in (seq -w 1 21)
    complete -c truefrom -n $explain -a TF$number
end
