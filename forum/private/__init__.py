"""Private messages between two members who both said yes. Off unless a site switches them on."""
