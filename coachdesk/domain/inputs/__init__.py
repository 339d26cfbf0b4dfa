"""What a person enters, validated by pydantic before anything is stored; one file a noun."""
